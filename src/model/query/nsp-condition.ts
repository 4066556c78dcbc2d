import { FIELDS, type FieldId, type NumberFieldId, type TextFieldId } from './fields.ts';
import { QueryFault } from './fault.ts';
import { formatNumber, parseNumber } from './numbers.ts';
import { not, textCondition, type Query } from './query.ts';
import { showText } from './show-text.ts';
import { toCondition } from './value.ts';

const OPERATORS = [
  'is',
  'isNot',
  'gt',
  'lt',
  'before',
  'after',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'inTheRange',
  'inTheLast',
  'notInTheLast',
  'inPlaylist',
  'notInPlaylist',
  'isMissing',
  'isPresent',
] as const;

export type NspOperator = (typeof OPERATORS)[number];

export type NspCondition = { readonly query: Query } | { readonly wrong: string; readonly hint: string };

/** The operator of a name, without regard to case. */
export function operatorOf(name: string): NspOperator | undefined {
  return OPERATORS.find((operator) => operator.toLowerCase() === name.toLowerCase());
}

/** The rule of one operator on one field, or why there is none. Lengths are in seconds, as Navidrome has them. */
export function toNspCondition(
  field: FieldId,
  operator: Exclude<NspOperator, 'inPlaylist' | 'notInPlaylist'>,
  operand: unknown,
): NspCondition {
  switch (operator) {
    case 'isMissing':
    case 'isPresent': {
      if (typeof operand !== 'boolean')
        return wrong(`${showText(operator)} is not told by true or false`, 'write true or false');
      const missing: Query = { kind: 'missing', field };
      return { query: (operator === 'isMissing') === operand ? missing : not(missing) };
    }
    case 'inTheLast':
    case 'notInTheLast':
      return wrong(`${field} is not a date`, 'ask for a range with inTheRange');
    case 'isNot':
      return negated(equality(field, operand));
    case 'notContains':
      return negated(textual(field, 'contains', operand));
    case 'is':
      return equality(field, operand);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return textual(field, operator, operand);
    case 'inTheRange':
      return inRange(field, operand);
    case 'gt':
    case 'after':
      return bound(field, 'above', operand);
    case 'lt':
    case 'before':
      return bound(field, 'below', operand);
  }
}

function equality(field: FieldId, operand: unknown): NspCondition {
  if (isNumeric(field)) {
    const value = toNumber(field, operand);
    return value === null ? notNumber(field) : { query: { kind: 'range', field, min: value, max: value } };
  }
  if (FIELDS[field].kind === 'text') return textual(field, 'is', operand);
  if (typeof operand !== 'string' && typeof operand !== 'boolean')
    return wrong(`${field} is text here`, 'write it in quotes');
  try {
    return { query: toCondition(field, 'is', { pieces: [String(operand)], isQuoted: true, at: 0 }) };
  } catch (error) {
    if (error instanceof QueryFault) return wrong(error.message, error.hint);
    throw error;
  }
}

function textual(field: FieldId, test: 'is' | 'contains' | 'startsWith' | 'endsWith', operand: unknown): NspCondition {
  if (FIELDS[field].kind !== 'text')
    return wrong(`${field} has no text to look into`, 'write is, gt, lt or inTheRange');
  if (typeof operand !== 'string' && typeof operand !== 'number')
    return wrong(`${field} is text`, 'write it in quotes');
  const text = String(operand);
  const pieces = { is: [text], contains: ['', text, ''], startsWith: [text, ''], endsWith: ['', text] };
  return { query: textCondition(field as TextFieldId, pieces[test]) };
}

function inRange(field: FieldId, operand: unknown): NspCondition {
  if (!isNumeric(field)) return notNumeric(field);
  const [min = null, max = null] =
    Array.isArray(operand) && operand.length === 2 ? operand.map((end) => toNumber(field, end)) : [];
  if (min === null || max === null) return wrong(`${field} is not told by two numbers`, 'write [1990, 1999]');
  if (min > max) return wrong('the range begins above its end', `did you mean [${max}, ${min}]?`);
  return { query: { kind: 'range', field, min, max } };
}

function bound(field: FieldId, kind: 'above' | 'below', operand: unknown): NspCondition {
  if (!isNumeric(field)) return notNumeric(field);
  const than = toNumber(field, operand);
  return than === null ? notNumber(field) : { query: { kind, field, than } };
}

/** A number as rules have them, also of one in quotes; null for any other value. */
function toNumber(field: NumberFieldId, operand: unknown): number | null {
  const value = typeof operand === 'string' && operand.trim() !== '' ? Number(operand) : operand;
  if (typeof value !== 'number' || !(value >= 0)) return null;
  const { unit } = FIELDS[field];
  return parseNumber(unit, formatNumber(unit, unit === 'length' ? Math.round(value * 1000) : Number(value.toFixed(6))));
}

function negated(condition: NspCondition): NspCondition {
  return 'query' in condition ? { query: not(condition.query) } : condition;
}

function isNumeric(field: FieldId): field is NumberFieldId {
  return FIELDS[field].kind === 'number';
}

function notNumber(field: NumberFieldId): NspCondition {
  return wrong(`${field} is not told by a number`, 'write a number without quotes');
}

function notNumeric(field: FieldId): NspCondition {
  return wrong(`${field} is not a number`, 'write is or contains');
}

function wrong(message: string, hint: string): NspCondition {
  return { wrong: message, hint };
}
