/**
 * Rules and words into tracks: in come a rule, an order and a limit, out go exactly the tracks that the rule's test takes
 * (see `queryTest`). SQLite narrows them down by its indexes; what SQL can't say of a rule is tested track by track.
 */
import { queryTest } from '../model/query/evaluate.ts';
import type { FieldId } from '../model/query/fields.ts';
import type { Query } from '../model/query/query.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { libraryStore } from './library-store.ts';
import { NOT_IN_ORDER, SORT_COLUMNS } from './search/columns.ts';
import { filterOf, type Filter, type Sql } from './search/filter.ts';
import { narrow, type Narrowed } from './search/narrow.ts';
import { refreshSearch, type RefreshOptions } from './search/search-store.ts';
import { findWholeTrack } from './whole-track.ts';

/** A field by which tracks are put in order; `random` is one order by chance, and stays. */
export interface SortKey {
  readonly field: FieldId | 'random';
  readonly isDescending: boolean;
}

export interface FindOptions {
  /** The first one counts most; what a track says nothing about counts as least. By default the path. */
  readonly sort?: readonly SortKey[];
  /** How many tracks at most; null: all. */
  readonly limit?: number | null;
  /** How many of the first ones to leave out. */
  readonly offset?: number;
}

export interface Search {
  /** The tracks for which a rule holds, those without a file (with empty paths) too; null: all tracks. */
  find(query: Query | null, options?: FindOptions): Iterable<Track>;
  count(query: Query | null): number;
}

const BY_PATH: readonly SortKey[] = [{ field: 'path', isDescending: false }];
const ALL: Filter = { sql: 'TRUE', params: [], isExact: true, usesTexts: false };
/** So many tracks are soon looked through. */
const FIRST_LOOK = 20_000;

/** Brings the indexes up to date and searches the library as it is then. */
export function openSearch(store: Store, options: RefreshOptions = {}): Search {
  refreshSearch(store, options);
  const total = store.db.prepare<[], number>('SELECT ifnull(max(number), 0) FROM search').pluck().get()!;
  const tracksOf = trackReader(store);

  function* find(query: Query | null, { sort = BY_PATH, limit = null, offset = 0 }: FindOptions = {}) {
    const filter = query === null ? ALL : filterOf(query);
    const narrowed = query === null ? null : narrow(store, query, Math.max(1000, total >> 2));
    const end = limit === null ? Infinity : offset + limit;
    const [key, ...others] = sort;
    if (key !== undefined && others.length === 0 && !NOT_IN_ORDER.has(SORT_COLUMNS[key.field].column)) {
      for (const look of firstLooks(end, total, narrowed)) {
        const first = take(tracksOf(query, filter, inOrder(filter, firstTracks(key, look), [key])), end);
        if (first.length === end) return yield* first.slice(offset);
      }
    }
    const rest = narrowed?.isExact ? ALL : filter;
    let place = 0;
    for (const track of tracksOf(query, rest, inOrder(rest, narrowed, sort))) {
      if (place >= end) return;
      if (place++ >= offset) yield track;
    }
  }

  return {
    find,
    count: (query) => {
      if (query === null) return count(store, { sql: 'SELECT number FROM search', params: [] });
      const filter = filterOf(query);
      const narrowed = narrow(store, query, total + 1);
      if (narrowed?.isExact) return count(store, narrowed);
      if (filter.isExact) return count(store, inOrder(filter, narrowed, []));
      let tracks = 0;
      for (const _track of tracksOf(query, filter, inOrder(filter, narrowed, []))) tracks++;
      return tracks;
    },
  };
}

/**
 * How many of the first tracks in an order to look through for as many as are wanted, before all are found and put in
 * order. Where the order has nothing to do with the rule, about twice as many as are wanted are among these.
 */
function firstLooks(wanted: number, total: number, narrowed: Narrowed | null): number[] {
  const looks = narrowed === null ? [16 * wanted, FIRST_LOOK] : [((2 * wanted + 8) * total) / narrowed.count];
  return looks.filter((look) => look >= wanted && look <= FIRST_LOOK && look < (narrowed?.count ?? Infinity));
}

/** Reads the tracks that a statement names, without those of which the rule does not hold after all. */
function trackReader(store: Store) {
  const library = libraryStore(store);
  return function* (query: Query | null, { isExact }: Filter, { sql, params }: Sql): Iterable<Track> {
    const test = query === null || isExact ? () => true : queryTest(query);
    for (const id of store.db
      .prepare<unknown[], string>(sql)
      .pluck()
      .iterate(...params)) {
      const track = findWholeTrack(library, id)!;
      if (test(track)) yield track;
    }
  };
}

/** The numbers of the first tracks in an order, found by walking its index. */
export function firstTracks(key: SortKey, count: number): Sql {
  const { table } = SORT_COLUMNS[key.field];
  const terms = [...orderTerms([key]), `number ${directionOf(key)}`];
  return { sql: `SELECT number FROM ${table} ORDER BY ${terms.join(', ')} LIMIT ?`, params: [Math.ceil(count)] };
}

/** The ids of what a filter takes, of all tracks or of those that were found already, in order. */
export function inOrder(filter: Filter, found: Sql | null, sort: readonly SortKey[]): Sql {
  const usesTexts = filter.usesTexts || sort.some(({ field }) => SORT_COLUMNS[field].table === 'search_texts');
  // The plus keeps SQLite from walking an index where there is less to put in order.
  const terms = [
    ...orderTerms(sort).map((term) => `+${term}`),
    ...sort.slice(0, 1).map((key) => `search.number ${directionOf(key)}`),
  ];
  return {
    sql: [
      'SELECT id FROM',
      found === null
        ? 'search NOT INDEXED'
        : `(${found.sql}) AS found CROSS JOIN search ON search.number = found.number`,
      usesTexts ? 'CROSS JOIN search_texts ON search_texts.number = search.number' : '',
      `WHERE ${filter.sql}`,
      terms.length === 0 ? '' : `ORDER BY ${terms.join(', ')}`,
    ].join(' '),
    params: [...(found?.params ?? []), ...filter.params],
  };
}

/** Tracks that are equal in a single field are in the order of its index. */
function orderTerms(sort: readonly SortKey[]): string[] {
  return sort.flatMap((key) => {
    const { table, column, ties = [] } = SORT_COLUMNS[key.field];
    return [column, ...(sort.length === 1 ? ties : [])].map((name) => `${table}.${name} ${directionOf(key)}`);
  });
}

function directionOf({ isDescending }: SortKey): string {
  return isDescending ? 'DESC' : 'ASC';
}

function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count > 0) for (const item of items) if (taken.push(item) >= count) break;
  return taken;
}

function count({ db }: Store, { sql, params }: Sql): number {
  return db
    .prepare<unknown[], number>(`SELECT count(*) FROM (${sql})`)
    .pluck()
    .get(...params)!;
}
