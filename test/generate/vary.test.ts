import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_HISTORY } from '../../src/generate/history.ts';
import { poolOf, type Pool } from '../../src/generate/pool.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import { selector } from '../../src/generate/select.ts';
import { generate } from '../../src/generate/generate.ts';
import { vary, type Variation } from '../../src/generate/vary.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import { tableOf } from '../../src/model/track-table.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';
import { makeBrief as anyBrief } from './make-brief.ts';

const makeBrief = (facts: Partial<Brief> = {}): Brief =>
  anyBrief({ where: null, overFrames: 0, unknownIsClean: false, ...facts });

const track = (n: number, facts: Partial<Track> & { readonly frames?: number } = {}): Track =>
  makeTrack({
    id: `t${String(n).padStart(4, '0')}`,
    relativePath: `${n}.flac`,
    title: `Title ${n}`,
    artist: `Artist ${n % 40}`,
    album: `Album ${n % 60}`,
    genres: [n % 2 === 0 ? 'Jazz' : 'Rock'],
    year: 1960 + (n % 50),
    bpm: 80 + ((n * 31) % 80),
    frames: 9000 + ((n * 7919) % 13_000),
    ...facts,
  });
const pool = poolOf(tableOf(Array.from({ length: 400 }, (_, n) => track(n))));
const select = selector(pool);
const framesOf = ({ table }: Pool, tracks: readonly number[]): number =>
  tracks.reduce((sum, index) => sum + table.frames[index]!, 0);

const gap: ListRule = { kind: 'gap', by: 'artist', least: 2, unit: 'tracks' };
const cap: ListRule = { kind: 'cap', by: 'artist', most: 2 };

/** A generated list and what came of varying it. */
function varied(brief: Brief, percent: number, seed: number): { source: readonly number[]; clone: Variation } {
  const source = generate(brief, select, NO_HISTORY, seed).tracks;
  const asked = { ...brief, wantedFrames: framesOf(pool, source) };
  return { source, clone: vary(source, percent, asked, select, NO_HISTORY, seed + 1) };
}

describe('vary', () => {
  const briefs = fc.record({
    wantedFrames: fc.integer({ min: 60_000, max: 400_000 }),
    genre: fc.constantFrom<string[][]>([], ['Jazz']),
    rules: fc.constantFrom<ListRule[][]>([], [gap], [cap, gap]),
    order: fc.constantFrom('shuffle', 'as-is', 'smooth', 'arc'),
  });
  const percents = fc.integer({ min: 1, max: 100 });

  it('re-rolls exactly the share, keeps the others where they are, and never brings one back', () => {
    fc.assert(
      fc.property(briefs, percents, fc.nat(1e6), (facts, percent, seed) => {
        const { source, clone } = varied(makeBrief(facts), percent, seed);
        const share = Math.min(source.length, Math.max(1, Math.round((source.length * percent) / 100)));
        expect(clone.takenOut).toHaveLength(share);
        const kept = source.filter((_, place) => !clone.takenOut.includes(place));
        expect(clone.tracks.filter((index) => source.includes(index)).sort()).toEqual([...kept].sort());
        if (clone.tracks.length >= source.length) {
          for (const [place, index] of source.entries())
            if (!clone.takenOut.includes(place)) expect(clone.tracks[place]).toBe(index);
          expect(clone.moved).toBe(0);
        }
        const known = new Set(source.map(pool.recording));
        const fresh = clone.tracks.filter((index) => !source.includes(index));
        for (const index of fresh) expect(known.has(pool.recording(index))).toBe(false);
        expect(new Set(clone.tracks.map(pool.recording)).size).toBe(clone.tracks.length);
      }),
      { numRuns: 40 },
    );
  });

  it('is never longer than wanted, tells its length, and is the same for the same input', () => {
    fc.assert(
      fc.property(briefs, percents, fc.nat(1e6), (facts, percent, seed) => {
        const { source, clone } = varied(makeBrief(facts), percent, seed);
        expect(framesOf(pool, clone.tracks)).toBe(clone.lengthFrames);
        expect(clone.lengthFrames).toBeLessThanOrEqual(framesOf(pool, source));
        expect(varied(makeBrief(facts), percent, seed).clone).toEqual(clone);
      }),
      { numRuns: 20 },
    );
  });

  it('meets length and number of tracks where the library has plenty', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { source, clone } = varied(makeBrief({ wantedFrames: 333_000, rules: [cap, gap] }), 30, seed);
      expect(clone.tracks).toHaveLength(source.length);
      expect(framesOf(pool, source) - clone.lengthFrames).toBeLessThan(10);
      expect(clone.reasons).toMatchObject({ shortage: null, breaches: [], hardBreaches: [] });
    }
  });

  it('chooses by the rules on tracks', () => {
    const { source, clone } = varied(makeBrief({ wantedFrames: 200_000, genre: ['Jazz'] }), 50, 3);
    for (const index of clone.tracks) expect(pool.filedUnder(index).genres).toContain('Jazz');
    expect(clone.tracks).not.toEqual(source);
  });

  it('keeps quotas and spreads that the kept ones leave room for', () => {
    const rules: ListRule[] = [
      { kind: 'quota', of: { by: 'genre', name: 'Jazz' }, bound: 'least', percent: 60 },
      { kind: 'spread', by: 'year', most: 20 },
    ];
    for (let seed = 0; seed < 10; seed++) {
      const { clone } = varied(makeBrief({ wantedFrames: 200_000, rules }), 40, seed);
      const list = clone.tracks.map(pool.listTrack);
      expect(rules.flatMap((rule) => checkRule(rule, list))).toEqual([]);
    }
  });

  it('puts the new ones where the gaps of the list are kept', () => {
    const few = poolOf(
      tableOf(Array.from({ length: 100 }, (_, n) => track(n, { artist: `A${n % 20}`, frames: 15_000 }))),
    );
    for (let seed = 0; seed < 10; seed++) {
      const brief = makeBrief({ wantedFrames: 240_000, hardRules: [{ ...gap, least: 2 }] });
      const source = generate(brief, selector(few), NO_HISTORY, seed).tracks;
      const clone = vary(source, 50, brief, selector(few), NO_HISTORY, seed);
      expect(clone.reasons.hardBreaches).toEqual([]);
    }
  });

  it('fills a longer list up at its end, and takes tracks of other lists only as often as it may', () => {
    const source = [...Array(10).keys()];
    const longer = makeBrief({ wantedFrames: framesOf(pool, source) + 100_000 });
    const clone = vary(source, 10, longer, select, NO_HISTORY, 1);
    expect(longer.wantedFrames - clone.lengthFrames).toBeLessThan(1000);
    for (const place of source.filter((place) => !clone.takenOut.includes(place)))
      expect(clone.tracks[place]).toBe(source[place]);
    const used = new Map(clone.tracks.map((index) => [pool.recording(index), 1]));
    const history = { restedDays: new Map(), uses: used, mostUses: 1 };
    const other = vary(source, 10, longer, select, history, 1);
    for (const index of other.tracks) if (!source.includes(index)) expect(clone.tracks).not.toContain(index);
  });

  it('takes what is included by name out last', () => {
    const source = [...Array(10).keys()];
    const brief = makeBrief({ wantedFrames: framesOf(pool, source), include: ['Title 3', 'Title 7'] });
    for (let seed = 0; seed < 10; seed++) {
      const { takenOut, reasons } = vary(source, 80, brief, select, NO_HISTORY, seed);
      expect(takenOut).toEqual([0, 1, 2, 4, 5, 6, 8, 9]);
      expect(reasons.leftOut).toEqual([]);
    }
  });

  it('says how short it is where nothing else fits', () => {
    const small = poolOf(tableOf([track(1), track(2), track(3)]));
    const brief = makeBrief({ wantedFrames: framesOf(small, [0, 1, 2]) });
    const clone = vary([0, 1, 2], 30, brief, selector(small), NO_HISTORY, 5);
    expect(clone.tracks).toHaveLength(2);
    expect(clone.reasons.shortage!.message).toMatch(/0 other tracks fit/);
    expect(clone.reasons.shortage!.changes).toEqual([{ column: 'duration', to: expect.any(String) as string }]);
    expect(vary([0, 1, 2], 100, brief, selector(small), NO_HISTORY, 5).tracks).toEqual([]);
  });

  it('names the greatest share that would do where less would', () => {
    const wide = poolOf(tableOf(Array.from({ length: 30 }, (_, n) => track(n))));
    const source = [...Array(20).keys()];
    const brief = makeBrief({ wantedFrames: framesOf(wide, source) });
    const part = (percent: number): Variation => vary(source, percent, brief, selector(wide), NO_HISTORY, 5);
    const [less] = part(80).reasons.shortage!.changes;
    expect(less!.column).toBe('vary');
    expect(part(parseInt(less!.to, 10)).reasons.shortage).toBeNull();
  });

  it('takes a source that has a track twice as it is', () => {
    const clone = vary(
      [1, 1, 2, 3],
      25,
      makeBrief({ wantedFrames: framesOf(pool, [1, 1, 2, 3]) }),
      select,
      NO_HISTORY,
      2,
    );
    expect(clone.takenOut).toHaveLength(1);
    expect(clone.tracks.length).toBeGreaterThanOrEqual(3);
  });
});
