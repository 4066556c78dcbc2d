import { FIELDS } from '../../model/query/fields.ts';
import type {
  BoundCondition,
  Condition,
  Missing,
  Query,
  RangeCondition,
  TextCondition,
} from '../../model/query/query.ts';
import { NUMBER_COLUMNS, TEXT_COLUMNS, type NumberColumn, type TextColumns } from './columns.ts';

/** A piece of SQL with its parameters. */
export interface Sql {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** A condition on a row of `search` (and of `search_texts`), which is true of every track for which the rule holds. */
export interface Filter extends Sql {
  /** Whether it is true of no other track. */
  readonly isExact: boolean;
  readonly usesTexts: boolean;
}

type FactCondition = Exclude<Condition, Missing | TextCondition>;

/** Operators and what to compare with; null: no limit. */
type Limits = readonly (readonly [string, number | null])[];

const UNTOLD: Filter = { sql: 'TRUE', params: [], isExact: false, usesTexts: false };
const NEVER: Filter = { sql: 'FALSE', params: [], isExact: true, usesTexts: false };
/** Rules of more conditions than this are left to be tested track by track: SQLite limits the size of a statement. */
const MAX_CONDITIONS = 500;

/** What SQL can say of a rule. */
export function filterOf(query: Query): Filter {
  return countConditions(query) > MAX_CONDITIONS ? UNTOLD : filter(query);
}

export function countConditions(query: Query): number {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.of.reduce((sum, member) => sum + countConditions(member), 0);
    case 'not':
      return countConditions(query.of);
    default:
      return 1;
  }
}

function filter(query: Query): Filter {
  switch (query.kind) {
    case 'all':
      return join('AND', query.of.map(filter));
    case 'any':
      return join('OR', query.of.map(filter));
    case 'not': {
      const inner = filter(query.of);
      // Of what is only nearly so the contrary says nothing. NULL, of a fact that is missing, must become true.
      return inner.isExact ? { ...inner, sql: `(${inner.sql}) IS NOT TRUE` } : UNTOLD;
    }
    default:
      return conditionFilter(query);
  }
}

/** In halves, for SQLite limits how deep an expression goes. */
function join(operator: 'AND' | 'OR', filters: readonly Filter[]): Filter {
  if (filters.length === 1) return filters[0]!;
  const middle = filters.length >> 1;
  const [a, b] = [join(operator, filters.slice(0, middle)), join(operator, filters.slice(middle))];
  return {
    sql: `(${a.sql} ${operator} ${b.sql})`,
    params: [...a.params, ...b.params],
    isExact: a.isExact && b.isExact,
    usesTexts: a.usesTexts || b.usesTexts,
  };
}

function conditionFilter(condition: Condition): Filter {
  switch (condition.kind) {
    case 'missing':
      return missingFilter(condition.field);
    case 'text':
      return textFilter(condition);
    default:
      return exact(factTest(condition));
  }
}

function missingFilter(field: Condition['field']): Filter {
  const known = FIELDS[field].kind === 'text' ? TEXT_COLUMNS[field as TextCondition['field']] : null;
  if (known === null) return exact(unknownTest(field));
  if (known.missing === null) return UNTOLD;
  return { sql: `${known.missing} = ''`, params: [], isExact: true, usesTexts: true };
}

/** The test for what a track says nothing about, in a field that is no text. */
export function unknownTest(field: Condition['field']): Sql {
  return { sql: `${factColumn(field)} ${hasZeros(field) ? '= 0' : 'IS NULL'}`, params: [] };
}

/** The test for what a track says anything about. */
export function knownTest(field: Condition['field']): Sql {
  return { sql: `${factColumn(field)} ${hasZeros(field) ? '> 0' : 'IS NOT NULL'}`, params: [] };
}

function hasZeros(field: Condition['field']): boolean {
  const column: Partial<NumberColumn> = field in NUMBER_COLUMNS ? NUMBER_COLUMNS[field as RangeCondition['field']] : {};
  return column.zeroIsUnknown === true;
}

/** The column of a field that is no text. */
export function factColumn(field: Condition['field']): string {
  return field in NUMBER_COLUMNS ? NUMBER_COLUMNS[field as RangeCondition['field']].column : field;
}

/** The test of the one column that holds a fact. */
export function factTest(condition: FactCondition): Sql {
  switch (condition.kind) {
    case 'key':
      return { sql: 'key = ?', params: [condition.key] };
    case 'flag':
      return { sql: 'explicit = ?', params: [Number(condition.value)] };
    default:
      return numberTest(condition);
  }
}

function numberTest(condition: RangeCondition | BoundCondition): Sql {
  const { column, step }: NumberColumn = NUMBER_COLUMNS[condition.field];
  const limits = step === null ? plainLimits(condition) : roundedLimits(condition, step);
  const set = limits.filter((limit): limit is [string, number] => limit[1] !== null);
  const tests = set.map(([operator]) => `${column} ${operator} ?`);
  const leavesOutZero = set.some(([operator, limit]) => operator.startsWith('>') && limit > 0);
  if (hasZeros(condition.field) && !leavesOutZero) tests.unshift(knownTest(condition.field).sql);
  return { sql: tests.join(' AND '), params: set.map(([, limit]) => limit) };
}

function plainLimits(condition: RangeCondition | BoundCondition): Limits {
  if (condition.kind !== 'range') return [[condition.kind === 'above' ? '>' : '<', condition.than]];
  return [
    ['>=', condition.min],
    ['<=', condition.max],
  ];
}

/** Halves are rounded up: what is rounded to `n` steps is at least `n - 0.5` of them, and less than `n + 0.5`. */
function roundedLimits(condition: RangeCondition | BoundCondition, step: number): Limits {
  const from = (steps: number): number => (steps - 0.5) * step;
  if (condition.kind !== 'range') {
    const steps = condition.than / step;
    return condition.kind === 'above' ? [['>=', from(Math.floor(steps) + 1)]] : [['<', from(Math.ceil(steps))]];
  }
  const { min, max } = condition;
  return [
    ['>=', min === null ? null : from(Math.ceil(min / step))],
    ['<', max === null ? null : from(Math.floor(max / step) + 1)],
  ];
}

function textFilter({ field, pieces }: TextCondition): Filter {
  const { columns, keyOf }: TextColumns = TEXT_COLUMNS[field];
  if (keyOf !== null && pieces.length === 1)
    return exact({
      sql: 'EXISTS (SELECT 1 FROM search_genres WHERE name = ? AND search_genres.number = search.number)',
      params: [keyOf(pieces[0]!)],
    });
  const needles = needlesOf(field, pieces);
  if (needles === null) return NEVER;
  if (needles.length === 0) return UNTOLD;
  const tests = columns.map((column) => needles.map(() => `instr(${column}, ?)`).join(' AND '));
  return {
    sql: `(${tests.map((test) => `(${test})`).join(' OR ')})`,
    params: columns.flatMap(() => needles),
    isExact: needles.length === 1,
    usesTexts: true,
  };
}

/**
 * What the text of a track has in it if a condition holds, with line ends where a value begins or ends; null if it never
 * holds. One needle alone says all of the condition.
 */
export function needlesOf(field: TextCondition['field'], pieces: readonly string[]): readonly string[] | null {
  const { foldNeedle } = FIELDS[field];
  const folded = pieces.map(foldNeedle);
  const end = folded.length - 1;
  if (end === 0) return folded[0] === '' ? null : [`\n${folded[0]}\n`];
  return folded.flatMap((piece, i) => (piece === '' ? [] : [`${i === 0 ? '\n' : ''}${piece}${i === end ? '\n' : ''}`]));
}

function exact(sql: Sql): Filter {
  return { ...sql, isExact: true, usesTexts: false };
}
