import { FIELDS } from './fields.ts';
import { formatNumber } from './numbers.ts';
import type { Condition, Negation, Query, TextCondition } from './query.ts';

/** The canonical text of a rule, on one line; `parseQuery` reads it as the same rule. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return query.of
        .map((member) => (member.kind === 'any' ? `(${formatQuery(member)})` : formatQuery(member)))
        .join(' ');
    case 'any':
      return query.of.map(formatQuery).join(' | ');
    case 'not':
      return formatNegation(query.of);
    default:
      return formatCondition(query);
  }
}

function formatNegation(query: Negation['of']): string {
  switch (query.kind) {
    case 'all':
    case 'any':
      return `-(${formatQuery(query)})`;
    case 'missing':
      return `${query.field}:any`;
    default:
      return `-${formatCondition(query)}`;
  }
}

function formatCondition(condition: Condition): string {
  const { field } = condition;
  switch (condition.kind) {
    case 'missing':
      return `${field}:none`;
    case 'text':
      return formatText(condition);
    case 'range': {
      const { unit } = FIELDS[condition.field];
      const [min, max] = [condition.min, condition.max].map((end) => (end === null ? '' : formatNumber(unit, end)));
      return condition.min === condition.max ? `${field}:${min}` : `${field}:${min}..${max}`;
    }
    case 'above':
    case 'below': {
      const than = formatNumber(FIELDS[condition.field].unit, condition.than);
      return `${field}${condition.kind === 'above' ? '>' : '<'}${than}`;
    }
    case 'key':
      return `${field}:${condition.key}`;
    case 'flag':
      return `${field}:${condition.value ? 'yes' : 'no'}`;
  }
}

function formatText({ field, pieces }: TextCondition): string {
  const [first = '', second = '', third] = pieces;
  const isWhole = pieces.length === 1;
  if (FIELDS[field].nameTest !== null) return `${field}:${quote(pieces)}`;
  if (isWhole) return `${field}:=${quote(pieces)}`;
  const isAnyPlace = pieces.length === 3 && first === '' && third === '' && second === second.trim();
  if (!isAnyPlace) return `${field}:${quote(pieces)}`;
  return field === 'anywhere' ? quote([second]) : `${field}:${quote([second])}`;
}

/** Joins the pieces by wildcards, in quotes if need be. */
function quote(pieces: readonly string[]): string {
  const isPlain = pieces.every((piece) => /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}._/'&-]*[\p{L}\p{N}])?)?$/u.test(piece));
  const isWord = pieces.length === 1 && /^(?:[nN][oO][nN][eE]|[aA][nN][yY]|AND|OR|NOT)$/.test(pieces[0]!);
  const text = pieces.map((piece) => piece.replace(/[\\*"“”„]/g, String.raw`\$&`)).join('*');
  return isPlain && !isWord ? text : `"${text}"`;
}
