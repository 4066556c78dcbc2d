import { beforeAll, describe, expect, it } from 'vitest';
import { firstTracks, inOrder } from '../../src/library/search.ts';
import { NOT_IN_ORDER, NOT_LOOKED_UP, SORT_COLUMNS } from '../../src/library/search/columns.ts';
import { filterOf, type Sql } from '../../src/library/search/filter.ts';
import { narrow } from '../../src/library/search/narrow.ts';
import { refreshSearch } from '../../src/library/search/search-store.ts';
import { FIELDS, type FieldId } from '../../src/model/query/fields.ts';
import { parseQuery } from '../../src/model/query/parse.ts';
import type { Query } from '../../src/model/query/query.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore, putTracks } from '../library/stored.ts';
import { makeTrack } from '../make-track.ts';

const COUNT = 400;
let store: Store;

beforeAll(() => {
  store = memoryStore();
  putTracks(
    store,
    Array.from({ length: COUNT }, (_, i) => {
      const isRare = i % 50 === 0;
      return makeTrack({
        ...{ id: `t${i}`, path: `/m/${i}`, relativePath: `${i}.flac`, title: `Song ${i}`, artist: `Artist ${i % 40}` },
        ...{
          genres: isRare ? ['Jazz'] : ['Rock'],
          styles: isRare ? [] : ['Punk'],
          isrc: isRare ? 'USPR36507123' : null,
        },
        ...{ year: 1960 + (i % 60), bpm: 80 + (i % 100), energy: i / COUNT, explicit: isRare ? true : null },
        ...{ key: `${(i % 12) + 1}A`, frames: 4500 + 75 * i },
      });
    }),
  );
  refreshSearch(store);
  return () => store.close();
});

/** What each field's rules are, and the index that they must use, or why they use none. */
const FILTERS: Readonly<Record<FieldId, readonly (readonly [rule: string, index: string | null])[]>> = {
  anywhere: [['nothing', 'search_words']],
  title: [
    ['title:nothing', 'search_words'],
    ['title:=x', 'search_words'],
    ['title:xy*', 'search_words'],
    ['title:none', 'search_by_title'],
  ],
  artist: [
    ['artist:=nobody', 'search_words'],
    ['artist:none', 'search_by_artist'],
  ],
  album: [
    ['album:nothing', 'search_words'],
    ['album:none', 'search_by_album'],
  ],
  albumArtist: [['albumartist:nobody', 'search_words']],
  genre: [
    ['genre:jazz', 'search_genres'],
    ['genre:*nothing*', 'search_words'],
    ['genre:none', 'search_without_genre'],
  ],
  style: [
    ['style:bebop', 'search_genres'],
    ['style:none', 'search_without_style'],
  ],
  path: [
    ['path:39*', 'search_by_path'],
    ['path:=none.flac', 'search_by_path'],
    ['path:none', 'search_by_path'],
  ],
  year: [
    ['year:1990', 'search_by_year'],
    ['year:1990..1992', 'search_by_year'],
    ['year<1963', 'search_by_year'],
    ['year:none', 'search_by_year'],
  ],
  bpm: [
    ['bpm:120..121', 'search_by_bpm'],
    ['bpm>178', 'search_by_bpm'],
    ['bpm:none', 'search_by_bpm'],
  ],
  key: [
    ['key:Am', 'search_by_key'],
    ['key:none', 'search_by_key'],
  ],
  energy: [['energy:..0.1', 'search_by_energy']],
  length: [
    ['length:..1:10', 'search_by_length'],
    ['length:none', 'search_by_length'],
  ],
  explicit: [
    ['explicit:yes', 'search_by_explicit'],
    ['explicit:any', 'search_by_explicit'],
  ],
  codec: [
    ['codec:mp3', null],
    ['codec:none', null],
  ],
  sampleRate: [['samplerate:96000', null]],
  bitDepth: [['bitdepth:24', null]],
  channels: [['channels:1', null]],
  isrc: [
    ['isrc:USPR36507123', 'search_words'],
    ['isrc:none', null],
  ],
};

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  return parsed.query;
}

function planOf({ sql, params }: Sql): string {
  const steps = store.db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
  return steps.map(({ detail }) => detail).join('\n');
}

/** How a search of all that a rule takes goes. */
function planOfRule(text: string): string {
  const query = queryOf(text);
  return planOf(inOrder(filterOf(query), narrow(store, query, COUNT / 2), [{ field: 'path', isDescending: false }]));
}

const READS_ALL = /^SCAN search(?:_texts)?$/m;

describe('a filter', () => {
  it('of every field is looked at', () => expect(Object.keys(FILTERS)).toEqual(Object.keys(FIELDS)));

  it.each(
    Object.entries(FILTERS).flatMap(([field, rules]) => rules.map(([rule, index]) => [rule, index, field] as const)),
  )('%s uses %s', (rule, index, field) => {
    const plan = planOfRule(rule);
    if (index === null) {
      expect(NOT_LOOKED_UP.get(SORT_COLUMNS[field as FieldId].column)).toBeDefined();
      return;
    }
    expect(plan).toContain(index === 'search_genres' ? 'SEARCH search_genres USING PRIMARY KEY' : index);
    expect(plan).not.toMatch(READS_ALL);
  });

  it.each([
    ['genre:rock year:1990 -title:live', 'SEARCH search_genres USING PRIMARY KEY (name=?)'],
    ['key:1A | key:2A year:1990', 'search_by_year'],
    ['genre:jazz year:1960..2010 bpm:80..170', 'search_genres'],
    ['genre:jazz | title:nothing', 'search_words'],
    ['(genre:jazz | title:nothing) channels:2', 'search_genres'],
    ['genre:rock (year:1990 | year:1992 | key:3A)', 'search_by_key'],
  ])('%s takes the rarest', (rule, index) => {
    const plan = planOfRule(rule);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(READS_ALL);
  });

  it.each(['title:xy', 'path:*.mp3', '-genre:rock', 'genre:jazz | -title:live', 'title:*', 'channels:2'])(
    '%s reads all tracks once: an index would not help',
    (rule) => expect(planOfRule(rule)).toMatch(READS_ALL),
  );
});

describe('a sort', () => {
  const fields = Object.keys(SORT_COLUMNS) as (keyof typeof SORT_COLUMNS)[];

  it.each(fields)('by %s walks an index, both ways, or there is a reason why not', (field) => {
    for (const isDescending of [false, true]) {
      const plan = planOf(firstTracks({ field, isDescending }, 10));
      const { column } = SORT_COLUMNS[field];
      if (NOT_IN_ORDER.has(column)) expect(plan).toContain('TEMP B-TREE');
      else {
        expect(plan).toMatch(/^SCAN \w+ USING COVERING INDEX (?:search_by_|sqlite_autoindex_search_)/);
        expect(plan).not.toContain('TEMP B-TREE');
      }
    }
  });
});

describe('nothing stale', () => {
  it('is found at once', () => {
    expect(planOf({ sql: 'SELECT id FROM search_news LIMIT 1', params: [] })).toBe('SCAN search_news');
    expect(store.db.prepare('SELECT count(*) FROM search_news').pluck().get()).toBe(0);
  });

  it('keeps its problems by an index', () =>
    expect(planOf({ sql: 'SELECT problem FROM files WHERE problem IS NOT NULL ORDER BY path', params: [] })).toBe(
      'SCAN files USING INDEX files_by_problem',
    ));
});
