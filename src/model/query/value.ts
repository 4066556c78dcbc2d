import { parseMusicKey } from '../../base/music-key.ts';
import { showText } from './show-text.ts';
import { QueryFault } from './fault.ts';
import {
  FIELDS,
  type FieldId,
  type FlagFieldId,
  type KeyFieldId,
  type NumberFieldId,
  type TextFieldId,
} from './fields.ts';
import { formatNumber, parseNumber, parseRange } from './numbers.ts';
import { not, textCondition, type Query } from './query.ts';

export type Operator = 'has' | 'is' | '>' | '>=' | '<' | '<=';

/** What stands after a field and its operator. */
export interface Value {
  /** The text, split at its wildcards. */
  readonly pieces: readonly string[];
  /** Quoted words mean themselves, never `none` or `any`. */
  readonly isQuoted: boolean;
  /** Index of its first character. */
  readonly at: number;
}

/** The condition of a field, an operator and a value; throws a `QueryFault` at the value where they make no sense. */
export function toCondition(field: FieldId, operator: Operator, value: Value): Query {
  const text = value.pieces.join('*').trim();
  if (operator === 'has' || operator === 'is') {
    const word = value.isQuoted ? '' : text.toLowerCase();
    if (text === '' || word === 'none') return { kind: 'missing', field };
    if (word === 'any' || word === '*') return not({ kind: 'missing', field });
  }
  const { kind } = FIELDS[field];
  if (kind === 'number') return toNumber(field as NumberFieldId, operator, text, value.at);
  if (operator !== 'has' && operator !== 'is')
    throw refuse(value.at, `${field} is not a number that can be less or more`, 'put the value in quotes');
  if (kind === 'text') return toText(field as TextFieldId, operator, value.pieces);
  return kind === 'key' ? toKey(field as KeyFieldId, text, value.at) : toFlag(field as FlagFieldId, text, value.at);
}

function toText(field: TextFieldId, operator: 'has' | 'is', pieces: readonly string[]): Query {
  const isPart = operator === 'has' && FIELDS[field].nameTest === null && pieces.length === 1;
  return textCondition(field, isPart ? ['', ...pieces, ''] : pieces);
}

function toNumber(field: NumberFieldId, operator: Operator, text: string, at: number): Query {
  const { unit, examples } = FIELDS[field];
  const [from, to] = examples;
  const what = unit === 'length' ? 'a length of at most 100 hours' : 'a number';
  if (operator === 'has' || operator === 'is') {
    const range = field === 'year' ? (parseDecade(text) ?? parseRange(unit, text)) : parseRange(unit, text);
    const forms = `write ${field}:${from}..${to}, ${field}:${from} or ${field}:..${to}`;
    if (range === null) throw refuse(at, `${showText(text)} is not ${what} or a range of them`, forms);
    const { min, max } = range;
    if (min !== null && max !== null && min > max) {
      const turned = `${field}:${formatNumber(unit, max)}..${formatNumber(unit, min)}`;
      throw refuse(at, `the range ${showText(text)} begins above its end`, `did you mean ${turned}?`);
    }
    return { kind: 'range', field, min, max };
  }
  const than = parseNumber(unit, text);
  if (than === null) throw refuse(at, `${showText(text)} is not ${what}`, `write ${field}${operator}${from}`);
  switch (operator) {
    case '>':
      return { kind: 'above', field, than };
    case '<':
      return { kind: 'below', field, than };
    case '>=':
      return { kind: 'range', field, min: than, max: null };
    case '<=':
      return { kind: 'range', field, min: null, max: than };
  }
}

function parseDecade(text: string): { readonly min: number; readonly max: number } | null {
  const first = /^(\d{3}0)s$/i.exec(text)?.[1];
  return first === undefined ? null : { min: Number(first), max: Number(first) + 9 };
}

function toKey(field: KeyFieldId, text: string, at: number): Query {
  const key = parseMusicKey(text);
  if (key === null)
    throw refuse(at, `${showText(text)} is not a musical key`, `write ${field}:8A, ${field}:1m or ${field}:Am`);
  return { kind: 'key', field, key };
}

const YES: readonly string[] = ['yes', 'true', '1', 'explicit', 'e'];
const NO: readonly string[] = ['no', 'false', '0', 'clean', 'c'];

function toFlag(field: FlagFieldId, text: string, at: number): Query {
  const word = text.toLowerCase();
  if (word === 'unknown') return { kind: 'missing', field };
  if (!YES.includes(word) && !NO.includes(word))
    throw refuse(at, `${showText(text)} is neither yes nor no`, `write ${field}:yes, ${field}:no or ${field}:unknown`);
  return { kind: 'flag', field, value: YES.includes(word) };
}

function refuse(at: number, message: string, hint: string): QueryFault {
  return new QueryFault('rule-value', at, message, hint);
}
