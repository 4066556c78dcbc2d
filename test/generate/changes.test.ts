import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeChange, enoughChanges, isSlight, shorterBy } from '../../src/generate/changes.ts';
import { isWithin } from '../../src/generate/constraints/range.ts';
import { toleranceOf } from '../../src/generate/enough.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { msToFrames } from '../../src/base/frames.ts';
import { keyPlace, placeDistance } from '../../src/base/music-key.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import type { NumberRange, Order } from '../../src/model/order.ts';
import type { Change, Shortage } from '../../src/model/reasons.ts';
import type { Track } from '../../src/model/track.ts';
import { KNOWN } from '../manifest/known.ts';
import { libraries, numbered } from './arbitraries.ts';
import { makeBrief } from './make-brief.ts';
import { draftOf, makeSelect } from './make-pool.ts';

/** The brief of an order that was changed as told: its cell is read as a manifest reads it. */
function changed(brief: Brief, { column, to }: Change): Brief {
  const cells = [{ title: 'A', duration: '9:00', [column]: to }];
  const { orders, problems } = parseManifest('o.json', Buffer.from(JSON.stringify(cells)), KNOWN);
  expect(problems).toEqual([]);
  const order: Order = orders[0]!;
  if (column !== 'duration') return { ...brief, [column]: order[column as keyof Order] };
  return { ...brief, wantedFrames: msToFrames((order.duration as { ms: number }).ms) };
}

const shortageOf = (brief: Brief, all: readonly Track[], seed = 0): Shortage | null =>
  draftOf(brief, all, seed).reasons.shortage;

/** Briefs that ask for so much of a small library that many can't be met. */
const briefs: fc.Arbitrary<Brief> = fc
  .record({
    wantedFrames: fc.integer({ min: 300, max: 150_000 }),
    toleranceFrames: fc.constantFrom(null, null, 0, 75, 3000),
    overFrames: fc.constantFrom(0, 0, 500),
    genre: fc.constantFrom([], [], ['Jazz'], ['Polka']),
    style: fc.constantFrom([], [], ['Bossa Nova']),
    artist: fc.constantFrom([], [], ['A', 'B']),
    year: fc.constantFrom(null, { min: 1990, max: 1999 }, { min: null, max: 1962 }, { min: 2099, max: null }),
    bpm: fc.constantFrom(null, null, { min: 60, max: 62 }, { min: 390, max: null }, { min: 20, max: 25 }),
    key: fc.constantFrom([], [], ['1A'], ['8A', '2B']),
    where: fc.constantFrom(null, null, 'title:1'),
    explicit: fc.constantFrom('allow', 'avoid', 'forbid'),
    exclude: fc.constantFrom([], [], ['Title 1', 'Title 2']),
    include: fc.constantFrom([], [], ['Title 1']),
    hardRules: fc.constantFrom<ListRule[][]>([], [], [{ kind: 'cap', by: 'artist', most: 1 }]),
  })
  .map((facts) => makeBrief(facts));

/** Tracks of one artist or none each, so that few of them are searched to the end. */
const small = libraries(12).map((all) =>
  all.map((one) => ({ ...one, artist: one.artist.slice(0, 1), albumArtist: '' })),
);

describe('the changes that an order is told', () => {
  it('are each really enough, as a manifest writes them', () => {
    fc.assert(
      fc.property(briefs, small, fc.nat(), (brief, all, seed) => {
        const shortage = shortageOf(brief, all, seed);
        for (const change of shortage?.changes ?? []) {
          expect([change, shortageOf(changed(brief, change), all, seed)]).toEqual([change, null]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are no greater than needed', () => {
    fc.assert(
      fc.property(briefs, small, (brief, all) => {
        for (const change of shortageOf(brief, all)?.changes ?? []) {
          const less = oneStepLess(brief, changed(brief, change), change.column);
          if (less !== null) expect([change, shortageOf(less, all)]).not.toEqual([change, null]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are all that a column could do', () => {
    fc.assert(
      fc.property(briefs, small, (brief, all) => {
        const told = (shortageOf(brief, all)?.changes ?? []).map(({ column }) => column);
        if (shortageOf(brief, all) === null || all.length === 0) return;
        for (const column of ['year', 'bpm', 'key', 'where', 'genre', 'style', 'artist', 'exclude'] as const) {
          const without = { ...brief, [column]: Array.isArray(brief[column]) ? [] : null };
          const isAsked = JSON.stringify(without) !== JSON.stringify(brief);
          if (isAsked) expect([column, told.includes(column)]).toEqual([column, shortageOf(without, all) === null]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tell nothing where nothing is asked', () =>
    expect(enoughChanges(makeBrief({ wantedFrames: 1000 }), makeSelect([]))).toEqual([]));

  it.each<[Change, string]>([
    [{ column: 'year', to: '1988-2001' }, 'widen the year to 1988-2001'],
    [{ column: 'key', to: '7A|8A|8B|9A' }, 'widen the key to 7A|8A|8B|9A'],
    [{ column: 'explicit', to: 'avoid' }, 'ask for explicit avoid'],
    [{ column: 'where', to: '' }, 'leave the where out'],
    [{ column: 'duration', to: '52:10' }, 'ask for 52:10 or less'],
  ])('read well: %j', (change, text) => expect(describeChange(change)).toBe(text));

  it('widen a range by as little as is enough, and no further than a manifest can say', () => {
    const all = [1985, 2003].map((year, n) => numbered(n, { year, frames: 9000 }));
    const changes = (year: NumberRange, wantedFrames: number): readonly Change[] =>
      enoughChanges(makeBrief({ year, wantedFrames }), makeSelect(all));
    expect(changes({ min: 1990, max: 1999 }, 9000)).toEqual([
      { column: 'year', to: '1986-2003' },
      { column: 'year', to: '' },
    ]);
    expect(changes({ min: 1990, max: 1999 }, 18_000)[0]).toEqual({ column: 'year', to: '1985-2004' });
    expect(changes({ min: null, max: 1990 }, 18_000)[0]).toEqual({ column: 'year', to: '..2003' });
    expect(changes({ min: 1990, max: null }, 18_000)[0]).toEqual({ column: 'year', to: '1985-' });
    expect(changes({ min: 1862, max: 1990 }, 18_000)[0]).toEqual({ column: 'year', to: '1860-2003' });
  });
});

/** The brief before the last step of a change, or null where it had only one. */
function oneStepLess(from: Brief, to: Brief, column: string): Brief | null {
  if (column === 'year' || column === 'bpm') {
    const [narrow, wide] = [from[column]!, to[column]];
    if (wide === null) return null;
    const step = (a: number | null, b: number | null, by: number): number | null =>
      a === null || a === b ? a : b! + by;
    return { ...from, [column]: { min: step(narrow.min, wide.min, 1), max: step(narrow.max, wide.max, -1) } };
  }
  if (column !== 'key' || to.key.length === 0) return null;
  const far = (key: string): number =>
    Math.min(...from.key.map((own) => placeDistance(keyPlace(own)!, keyPlace(key)!)));
  const farthest = Math.max(...to.key.map(far));
  return { ...from, key: to.key.filter((key) => far(key) < farthest) };
}

describe('shorterBy', () => {
  it('asks for a length that what was reached is enough for', () => {
    const frames = fc.integer({ min: 0, max: 400_000 });
    const tolerance = fc.constantFrom(null, 0, 10, 75, 1000);
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 400_000 }), tolerance, (reached, missing, toleranceFrames) => {
        const brief = makeBrief({ wantedFrames: reached + missing, toleranceFrames });
        if (missing <= toleranceOf(brief)) return;
        const change = shorterBy(brief, reached);
        if (change === null) return void expect(reached).toBeLessThan(150);
        const asked = changed(brief, change);
        expect(asked.wantedFrames).toBeLessThan(brief.wantedFrames);
        expect(isWithin(reached, { min: asked.wantedFrames - toleranceOf(asked), max: asked.wantedFrames })).toBe(true);
      }),
    );
  });

  it('is slight up to 5 %', () => {
    const slight = (reached: number): boolean => isSlight(makeBrief({ wantedFrames: 100_000 }), reached);
    expect([slight(95_000), slight(94_999)]).toEqual([true, false]);
  });

  it('does not ask for next to nothing', () => expect(shorterBy(makeBrief(), 149)).toBeNull());
});
