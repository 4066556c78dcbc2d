import { FIELDS } from '../../model/query/fields.ts';
import type { Condition, Query, TextCondition } from '../../model/query/query.ts';
import type { Store } from '../../store/store.ts';
import { IN_ALL_INDEXES, NOT_LOOKED_UP, TEXT_COLUMNS, type TextColumns } from './columns.ts';
import { countConditions, factColumn, factTest, knownTest, needlesOf, unknownTest, type Sql } from './filter.ts';

/** Numbers of tracks, found by an index: all for which a rule holds are among them. */
export interface Narrowed extends Sql {
  readonly count: number;
  /** Whether the rule holds for all of them. */
  readonly isExact: boolean;
}

/** Numbers of tracks that one index tells. */
interface Source extends Sql {
  readonly isExact: boolean;
  /** Whether `IN_ALL_INDEXES` are in the index too. */
  readonly hasFacts: boolean;
}

/** The union of some sources. */
interface Union {
  readonly sources: readonly Source[];
  /** Of all their entries. */
  readonly count: number;
}

/** So many characters of a text are looked up. */
const MAX_PHRASE = 200;
const MAX_CONDITIONS = 100;

/**
 * The fewest tracks to which indexes narrow a rule down, or null where they are `most` or more, or no index helps. Of the
 * conditions that must all hold the rarest is taken; no more entries of an index are counted than decide that.
 */
export function narrow(store: Store, query: Query, most: number): Narrowed | null {
  const found = countConditions(query) > MAX_CONDITIONS ? null : rarest(store, query, most, []);
  if (found === null) return null;
  const { sources, count } = found;
  return {
    sql:
      sources.length === 1 ? sources[0]!.sql : sources.map(({ sql }) => `SELECT number FROM (${sql})`).join(' UNION '),
    params: sources.flatMap(({ params }) => params),
    isExact: sources.every(({ isExact }) => isExact),
    count,
  };
}

/** @param facts what must hold besides: it is looked at where the index has it */
function rarest(store: Store, query: Query, most: number, facts: readonly Sql[]): Union | null {
  switch (query.kind) {
    case 'all':
      return rarestOf(store, query.of, most, facts);
    case 'any':
      return union(store, query.of, most, facts);
    default: {
      const plain = query.kind === 'not' ? presenceSource(query.of) : sourceOf(query);
      if (plain === null) return null;
      const source = plain.hasFacts ? facts.reduce(also, plain) : plain;
      const count = countUpTo(store, source, most);
      return count < most ? { sources: [source], count } : null;
    }
  }
}

function rarestOf(store: Store, members: readonly Query[], most: number, facts: readonly Sql[]): Union | null {
  const own = members.map(factInAllIndexes);
  const all = [...facts, ...own.filter((fact) => fact !== null)];
  return members.reduce<Union | null>((best, member, i) => {
    const next = rarest(store, member, best?.count ?? most, all);
    if (next === null) return best;
    const othersAreFacts = own.every((fact, j) => fact !== null || i === j);
    const sources = next.sources.map((source) => ({
      ...source,
      isExact: source.isExact && source.hasFacts && othersAreFacts,
    }));
    return { ...next, sources };
  }, null);
}

function factInAllIndexes(query: Query): Sql | null {
  if (query.kind !== 'range' && query.kind !== 'above' && query.kind !== 'below') return null;
  return IN_ALL_INDEXES.has(factColumn(query.field)) ? factTest(query) : null;
}

function also(source: Source, { sql, params }: Sql): Source {
  return { ...source, sql: `${source.sql} AND ${sql}`, params: [...source.params, ...params] };
}

function union(store: Store, members: readonly Query[], most: number, facts: readonly Sql[]): Union | null {
  const sources: Source[] = [];
  let count = 0;
  for (const member of members) {
    const part = rarest(store, member, most - count, facts);
    if (part === null) return null;
    sources.push(...part.sources);
    count += part.count;
  }
  return { sources, count };
}

/** The index that tells for which tracks a condition holds, if there is one. */
function sourceOf(condition: Condition): Source | null {
  switch (condition.kind) {
    case 'text':
      return textSource(condition);
    case 'missing':
      return FIELDS[condition.field].kind === 'text'
        ? missingTextSource(condition.field as TextCondition['field'])
        : factSource(condition.field, unknownTest(condition.field));
    default:
      return factSource(condition.field, factTest(condition));
  }
}

/** Few tracks may say anything about a field. */
function presenceSource(query: Query): Source | null {
  if (query.kind !== 'missing' || FIELDS[query.field].kind === 'text') return null;
  return factSource(query.field, knownTest(query.field));
}

function missingTextSource(field: TextCondition['field']): Source | null {
  const { missing }: TextColumns = TEXT_COLUMNS[field];
  if (missing === null || NOT_LOOKED_UP.has(missing)) return null;
  return { sql: `SELECT number FROM search_texts WHERE ${missing} = ''`, params: [], isExact: true, hasFacts: false };
}

function textSource({ field, pieces }: TextCondition): Source | null {
  const { index, columns, keyOf }: TextColumns = TEXT_COLUMNS[field];
  if (keyOf !== null && pieces.length === 1)
    return {
      sql: 'SELECT number FROM search_genres WHERE name = ?',
      params: [keyOf(pieces[0]!)],
      isExact: true,
      hasFacts: true,
    };
  const needles = needlesOf(field, pieces) ?? [];
  if (index === 'words') return wordsSource(columns, needles);
  return index === 'beginning' ? beginningSource(columns[0]!, needles) : null;
}

/** FTS5 has the texts in pieces of three characters: a phrase of these is found where its text is. */
function wordsSource(columns: readonly string[], needles: readonly string[]): Source | null {
  const found = needles.map((needle) => [...needle]).filter(({ length }) => length >= 3);
  if (found.length === 0) return null;
  const phrases = found.map((needle) => `"${needle.slice(0, MAX_PHRASE).join('').replaceAll('"', '""')}"`);
  return {
    sql: 'SELECT rowid AS number FROM search_words WHERE search_words MATCH ?',
    params: [`{${columns.join(' ')}} : (${phrases.join(' AND ')})`],
    isExact: needles.length === 1 && found[0]!.length <= MAX_PHRASE,
    hasFacts: false,
  };
}

function beginningSource(column: string, [first = '']: readonly string[]): Source | null {
  if (!first.startsWith('\n')) return null;
  const beginning = first
    .slice(0, MAX_PHRASE)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  return {
    sql: `SELECT number FROM search_texts WHERE ${column} >= ? AND ${column} < ?`,
    params: [beginning, textAfter(beginning)],
    isExact: false,
    hasFacts: false,
  };
}

/** The least text, in the order of code points, that is greater than all that begin with this one. */
function textAfter(beginning: string): string {
  const characters = [...beginning];
  while (characters.at(-1) === '\u{10ffff}') characters.pop();
  const last = characters.pop()!.codePointAt(0)!;
  return characters.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
}

function factSource(field: Condition['field'], { sql, params }: Sql): Source | null {
  const column = factColumn(field);
  if (NOT_LOOKED_UP.has(column)) return null;
  return { sql: `SELECT number FROM search WHERE ${sql}`, params, isExact: true, hasFacts: IN_ALL_INDEXES.has(column) };
}

function countUpTo({ db }: Store, { sql, params }: Source, most: number): number {
  return db
    .prepare<unknown[], number>(`SELECT count(*) FROM (${sql} LIMIT ?)`)
    .pluck()
    .get(...params, most)!;
}
