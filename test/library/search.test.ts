import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/base/text.ts';
import { openSearch, type SortKey } from '../../src/library/search.ts';
import { libraryStore } from '../../src/library/library-store.ts';
import { queryTest } from '../../src/model/query/evaluate.ts';
import { FIELDS, type FieldId } from '../../src/model/query/fields.ts';
import { parseQuery } from '../../src/model/query/parse.ts';
import { all, any, not, type Query } from '../../src/model/query/query.ts';
import type { Track } from '../../src/model/track.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { makeTrack } from '../make-track.ts';
import { anyQuery, anyTrack } from '../model/query/arbitraries.ts';
import { tempDir } from '../outside.ts';
import { memoryStore, putTracks, storedTracks } from './stored.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();

const NAMES = [
  'Rock',
  'rock & roll',
  'Punk',
  'Disco',
  'Jazz',
  'Bebop',
  'Latin',
  'Salsa',
  'R&B',
  '17',
  'mine',
  '\u0301',
];
const names = fc.array(fc.constantFrom(...NAMES), { maxLength: 2 });

/** Tracks of which many share what rules ask for; some without a file, some without a title, many in one file name. */
const tracks: fc.Arbitrary<readonly Track[]> = fc
  .array(
    fc.tuple(
      anyTrack,
      fc.record({
        title: fc.constantFrom('', 'Love', 'live and love', 'Nina', 'U2', '愛'),
        artist: fc.constantFrom('', 'Nina Simone', 'Nina feat. Beyoncé & Jay-Z', 'A; B', '!!! feat. ?', 'love\nNina'),
        genres: names,
        styles: names,
        year: fc.option(fc.integer({ min: 1990, max: 1993 })),
        bpm: fc.option(fc.constantFrom(120, 120.5, 121.49999999999999, 0)),
        codec: fc.constantFrom('flac', ''),
        lengthSamples: fc.constantFrom(0, 1, 22_049, 22_050, 44_100 * 180, 44_100 * 180 + 22_050),
        relativePath: fc.constantFrom(
          'a.flac',
          'Nina - Love.flac',
          'Love/01 - Nina.flac',
          '愛/Émile.mp3',
          '愛\u{10ffff}\u{10ffff}.mp3',
        ),
      }),
      fc.boolean(),
      fc.integer({ min: 0, max: 9 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(([track, common, isCommon, place], i) => ({
      ...track,
      ...(isCommon && common),
      id: `track${i}`,
      path: place === 0 ? '' : `/music/${i}`,
    })),
  );

const TERMS = [
  'love live "U2" nina artist:=nina artist:=jayz artist:beyonce* artist:* title:lo* title:*ve title:l*e anywhere:l*v*e 愛 path:love/*',
  'path:*.mp3 genre:rock genre:jazz genre:17 genre:r* genre:*o*k style:latin style:salsa genre:none style:none any:none title:none',
  'artist:none path:none path:love* path:=a.flac path:愛* codec:flac year:1991 year>1991 year<1992 year:none bpm:121 bpm:120..121 bpm<121 bpm>120 bpm:none bpm:any',
  'length:3:00 length>3:00 length<0.5s length:0s..1s length:..1s length:none length:any length:0s key:none explicit:yes explicit:none channels:2 channels:none bitdepth:none',
  'samplerate:44100 samplerate:none channels:0 samplerate<50000',
].flatMap((line) => line.split(' '));
const term: fc.Arbitrary<Query> = fc.constantFrom(...TERMS).map(queryOf);
const query: fc.Arbitrary<Query> = fc.oneof(
  anyQuery,
  fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      term,
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(all),
      fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(any),
      tie('query').map(not),
    ),
  })).query,
);

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  return parsed.query;
}

function withTracks<T>(tracks: readonly Track[], work: (store: Store, stored: readonly Track[]) => T): T {
  const store = memoryStore();
  try {
    putTracks(store, tracks);
    return work(store, storedTracks(store));
  } finally {
    store.close();
  }
}

const byId = (found: Iterable<Track>): Track[] => [...found].sort((a, b) => compareText(a.id, b.id));

/** That the search finds what the tests of the rules take, and counts as many. */
function agree(store: Store, queries: readonly Query[]): void {
  const search = openSearch(store);
  const stored = storedTracks(store);
  for (const one of queries) {
    const expected = stored.filter(queryTest(one));
    expect(byId(search.find(one)), JSON.stringify(one)).toEqual(expected);
    expect(search.count(one), JSON.stringify(one)).toBe(expected.length);
  }
}

describe('a search', () => {
  it('finds exactly what the test of the rule takes', () => {
    fc.assert(
      fc.property(tracks, fc.array(query, { minLength: 1, maxLength: 40 }), (library, queries) => {
        withTracks(library, (store) => agree(store, queries));
      }),
      { numRuns: 80 },
    );
  });

  it('does so for each term', () => {
    const library = fc.sample(tracks, { numRuns: 12, seed: 1 }).flat();
    withTracks(
      library.map((track, i) => ({ ...track, id: `t${i}`, path: track.path && `/music/${i}` })),
      (store) =>
        agree(
          store,
          TERMS.flatMap((text) => [queryOf(text), not(queryOf(text))]),
        ),
    );
  });

  it('keeps in step with the library, however that changes', () => {
    const change = fc.tuple(fc.constantFrom('put', 'move', 'forget'), fc.nat({ max: 5 }), tracks);
    fc.assert(
      fc.property(
        tracks,
        fc.array(change, { maxLength: 5 }),
        fc.array(query, { maxLength: 8 }),
        (start, changes, queries) => {
          withTracks(start, (store) => {
            for (const [kind, at, others] of changes) {
              agree(store, queries);
              if (kind === 'forget') libraryStore(store).forget([`/music/${at}`]);
              // Other facts under the same ids, or the same files with other contents.
              else if (kind === 'put') putTracks(store, others);
              else
                putTracks(
                  store,
                  others.map((track, i) => ({ ...track, id: `track${i + at}` })),
                );
            }
            agree(store, [...queries, queryOf('genre:rock'), queryOf('love')]);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds what was taken up before there was a search', () => {
    const path = join(dir, 'old.db');
    const old = new Database(path);
    for (const step of MIGRATIONS.slice(0, 2)) old.exec(step);
    old.exec(`
      PRAGMA user_version = 2;
      INSERT INTO tracks (id, title, artist, album, album_artist, genres, styles, codec, sample_rate, channels, length_samples)
      VALUES ('a', '', 'Nina', '', '', '["Rock"]', '["Punk"]', 'mp3', 44100, 2, 44100);
      INSERT INTO files (path, root, relative_path, size_bytes, mtime_ms, track_id)
      VALUES ('/m/01 - Love.mp3', '/m', '01 - Love.mp3', 1, 1, 'a');`);
    old.close();
    const store = openStore(path);
    agree(store, [queryOf('love'), queryOf('genre:rock'), queryOf('nothing')]);
    store.close();
  });

  it('sorts by every field, what is missing first, and turned around last', () => {
    const fields = [...(Object.keys(FIELDS) as FieldId[]), 'random' as const];
    withTracks(fc.sample(tracks, { numRuns: 1, seed: 5 })[0]!, (store, stored) => {
      const search = openSearch(store);
      for (const field of fields) {
        const up = [...search.find(null, { sort: [{ field, isDescending: false }] })];
        const down = [...search.find(null, { sort: [{ field, isDescending: true }] })];
        expect(byId(up), field).toEqual(stored);
        expect(down.reverse(), field).toEqual(up);
        if (field === 'random' || FIELDS[field].kind !== 'number') continue;
        const read = FIELDS[field].read;
        const values = up.map((track) => read(track) ?? -1);
        expect(values, field).toEqual([...values].sort((a, b) => a - b));
      }
    });
  });

  it('by default sorts by the path; later fields decide where the first ones are equal', () => {
    const library = ['b', 'c', 'a', 'd'].map((name, i) =>
      makeTrack({ id: `t${i}`, path: `/m/${name}`, relativePath: `${name}.flac`, year: 1990 + (i % 2) }),
    );
    withTracks(library, (store) => {
      const search = openSearch(store);
      const namesOf = (sort?: readonly SortKey[]): string =>
        [...search.find(null, sort && { sort })].map(({ path }) => path.at(-1)).join('');
      expect(namesOf()).toBe('abcd');
      expect(
        namesOf([
          { field: 'year', isDescending: true },
          { field: 'path', isDescending: false },
        ]),
      ).toBe('cdab');
    });
  });

  it('gives any part of what it finds', () => {
    fc.assert(
      fc.property(tracks, query, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (library, one, offset, limit) => {
        withTracks(library, (store) => {
          const search = openSearch(store);
          const ids = (found: Iterable<Track>): string[] => [...found].map(({ id }) => id);
          const whole = ids(search.find(one));
          expect(ids(search.find(one, { offset, limit }))).toEqual(whole.slice(offset, offset + limit));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('of a large library looks through the beginning first, and finds the same', () => {
    // More than four thousand, and no multiple of four: a share of them is no whole number.
    const library = Array.from({ length: 4002 }, (_, i) =>
      makeTrack({
        ...{ id: `t${i}`, path: `/m/${i}`, relativePath: `${(i * 7919) % 4002}.flac`, title: `Song ${i}` },
        ...{ genres: i % 10 === 0 ? ['Jazz'] : ['Rock'], year: 1990 + (i % 10) },
      }),
    );
    withTracks(library, (store, stored) => {
      const search = openSearch(store);
      for (const text of ['genre:rock', 'year:1990..1997 song', 'genre:jazz -1', 'genre:jazz year:1995', 'nothing']) {
        const expected = stored
          .filter(queryTest(queryOf(text)))
          .sort((a, b) => compareText(a.relativePath, b.relativePath));
        expect([...search.find(queryOf(text), { limit: 20, offset: 5 })], text).toEqual(expected.slice(5, 25));
        expect(search.count(queryOf(text)), text).toBe(expected.length);
      }
    });
  });

  it('may have a rule of any size', () => {
    const words = Array.from({ length: 3000 }, (_, i) => queryOf(`title:w${i}`));
    const track = makeTrack({ title: 'w2999' });
    withTracks([track], (store) => {
      agree(store, [
        any(words),
        all(words),
        not(any(words)),
        any(words.slice(0, 400)),
        all(words.slice(0, 90).map(not)),
      ]);
      agree(store, [{ kind: 'text', field: 'title', pieces: ['', 'x'.repeat(900_000), ''] }]);
    });
  });
});
