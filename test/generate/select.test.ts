import { describe, expect, it } from 'vitest';
import { poolOf } from '../../src/generate/pool.ts';
import { requiredBy, selector } from '../../src/generate/select.ts';
import { tableOf } from '../../src/model/track-table.ts';
import { numbered } from './arbitraries.ts';
import { makeBrief } from './make-brief.ts';
import { makePool, makeSelect } from './make-pool.ts';

const library = Array.from({ length: 20 }, (_, n) =>
  numbered(n, {
    genres: [n % 2 === 0 ? 'Jazz' : 'Rock'],
    artist: `Artist ${n % 4}`,
    year: n === 0 ? null : 1990 + n,
    frames: 1000 * (n + 1),
    explicit: [true, false, null][n % 3]!,
  }),
);
const jazz = makeBrief({ genre: ['Jazz'] });

describe('select', () => {
  it('lets the tracks through that all rules do, ascending, and counts them rule by rule', () => {
    const { indexes, counts, meanFrames } = makeSelect(library)({
      ...jazz,
      year: { min: 2000, max: null },
      artist: ['artist 2'],
    });
    expect([...indexes]).toEqual([10, 14, 18]);
    expect(meanFrames).toBe(15_000);
    expect(counts).toEqual([
      { rule: 'library', left: 20 },
      { rule: 'genre', left: 10 },
      { rule: 'artist', left: 5 },
      { rule: 'year', left: 3 },
      { rule: 'medium', left: 3 },
    ]);
  });

  it('works out each set of rules on tracks once, whatever else is asked', () => {
    const select = makeSelect(library);
    const other = makeBrief({
      genre: ['Jazz'],
      wantedFrames: 1,
      include: ['Title 2'],
      order: 'smooth',
      explicit: 'avoid',
    });
    expect(select(other)).toBe(select(jazz));
    expect(select(makeBrief({ genre: ['Rock'] }))).not.toBe(select(jazz));
    const clean = makeBrief({ explicit: 'forbid' });
    expect([...select(clean).indexes]).not.toEqual([...select({ ...clean, unknownIsClean: true }).indexes]);
  });

  it('has a fingerprint of the facts on what it lets through, and of nothing else', () => {
    const print = (all: typeof library): string => makeSelect(all)(jazz).fingerprint;
    const own = print(library);
    expect(own).toMatch(/^[0-9a-f]{32}$/);
    expect(print(library.map((one) => ({ ...one, path: `/elsewhere${one.path}`, relativePath: 'x' })))).toBe(own);
    expect(print([...library.slice(10), ...library.slice(0, 10)])).toBe(own);
    expect(print([...library, numbered(5000, { genres: ['Rock'] })])).toBe(own);
    expect(print([...library, numbered(5000, { genres: ['Jazz'] })])).not.toBe(own);
    expect(print(library.map((one, n) => (n === 2 ? { ...one, year: 1901 } : one)))).not.toBe(own);
    expect(print(library.map((one, n) => (n === 3 ? { ...one, year: 1901 } : one)))).toBe(own);
  });

  it('knows members of quotas, and what is not explicit, under the same fingerprint', () => {
    const candidates = makeSelect(library)(makeBrief());
    expect([...candidates.members({ by: 'genre', name: 'rock' })]).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    expect([...candidates.members({ by: 'artist', name: 'Artist 3' })]).toEqual([3, 7, 11, 15, 19]);
    // The unknown year is of no decade.
    expect([...candidates.members({ by: 'decade', name: '1990s', from: 1990 })]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(candidates.members({ by: 'decade', name: '0s', from: 0 })).toHaveLength(0);
    const clean = candidates.clean();
    expect([...clean.indexes]).toEqual([...candidates.indexes].filter((index) => index % 3 !== 0));
    expect(clean).toBe(candidates.clean());
    expect(clean.fingerprint).toBe(candidates.fingerprint);
    expect(clean.members({ by: 'genre', name: 'rock' })).toHaveLength(7);
  });

  it('does with an empty library', () =>
    expect(makeSelect([])(jazz)).toMatchObject({ meanFrames: 0, indexes: new Uint32Array(0) }));
});

describe('requiredBy', () => {
  it('are the candidates that the brief includes by name', () => {
    const candidates = selector(makePool(library))(jazz);
    const include = ['Title 2', 'Artist 0 - Title 4', '6.flac', 't000008', 'Title 3', 'nothing'];
    expect(requiredBy({ ...jazz, include }, candidates)).toEqual([2, 4, 6, 8]);
    expect(requiredBy(jazz, candidates)).toEqual([]);
  });

  it('finds paths as the table does', () => {
    const pool = poolOf(tableOf(library));
    expect(requiredBy(makeBrief({ include: ['/music/6.flac'] }), selector(pool)(makeBrief()))).toEqual([]);
  });
});
