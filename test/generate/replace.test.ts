import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom } from '../../src/base/random.ts';
import { NO_HISTORY } from '../../src/generate/history.ts';
import { poolOf } from '../../src/generate/pool.ts';
import { replace, type Vacancy } from '../../src/generate/replace.ts';
import { selector, type Candidates } from '../../src/generate/select.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import { tableOf } from '../../src/model/track-table.ts';
import { makeTrack } from '../make-track.ts';
import { makeBrief } from './make-brief.ts';

/** Tracks of these lengths, each by its own artist but for every fourth. */
function candidatesOf(lengths: readonly number[]): Candidates {
  const tracks = lengths.map((frames, n) =>
    makeTrack({ id: `t${String(n).padStart(4, '0')}`, title: `T${n}`, artist: n % 4 === 0 ? 'A' : `A${n}`, frames }),
  );
  return selector(poolOf(tableOf(tracks)))(makeBrief({ where: null }));
}
const stock = (candidates: Candidates, kept: readonly number[] = []) => ({
  candidates: candidates.where((index) => !kept.includes(index)),
  history: NO_HISTORY,
  required: [],
  kept,
});
const vacancy = (facts: Partial<Vacancy>): Vacancy => ({
  frames: 100_000,
  overFrames: 0,
  underFrames: 1000,
  mostTracks: null,
  tracks: 5,
  rules: [],
  ...facts,
});

describe('replace', () => {
  it('is never over, counts what is kept, and takes nothing twice', () => {
    const lengths = fc.array(fc.integer({ min: 300, max: 40_000 }), { maxLength: 80 });
    fc.assert(
      fc.property(lengths, fc.nat(150_000), fc.nat(12), fc.nat(), fc.nat(500), (all, frames, tracks, seed, over) => {
        const candidates = candidatesOf(all);
        const kept = all.length > 2 && all[0]! + all[1]! <= frames ? [0, 1] : [];
        const asked = vacancy({ frames, tracks, overFrames: over, rules: [{ kind: 'cap', by: 'artist', most: 2 }] });
        const { picks, frames: whole } = replace(stock(candidates, kept), asked, seed);
        const list = [...kept, ...picks];
        expect(whole).toBe(list.reduce((sum, index) => sum + all[index]!, 0));
        expect(whole).toBeLessThanOrEqual(frames + over);
        expect(new Set(list).size).toBe(list.length);
        expect(list.filter((index) => index % 4 === 0).length).toBeLessThanOrEqual(2);
        expect(replace(stock(candidates, kept), asked, seed).picks).toEqual(picks);
      }),
      { numRuns: 25 },
    );
  });

  it.each([1, 4, 9, 30])('meets the length with exactly %i tracks where there is music for it', (tracks) => {
    const random = seededRandom(tracks);
    const lengths = Array.from({ length: 300 }, () => 9000 + randomBelow(random, 9000));
    const candidates = candidatesOf(lengths);
    const { picks, frames } = replace(stock(candidates), vacancy({ frames: 13_500 * tracks, tracks }), tracks);
    expect(picks).toHaveLength(tracks);
    expect(13_500 * tracks - frames).toBeLessThanOrEqual(tracks === 1 ? 135 : 1);
  });

  it('puts the length before the number of tracks', () => {
    const candidates = candidatesOf([5000, 5000, 5000, 9000]);
    expect(replace(stock(candidates), vacancy({ frames: 14_000, tracks: 3 }), 1).picks).toHaveLength(2);
    expect(replace(stock(candidates), vacancy({ frames: 15_000, tracks: 2, underFrames: 500 }), 1).picks).toHaveLength(
      3,
    );
  });

  it('keeps within the spread of what is kept, and takes nothing where that fills the list', () => {
    const years = [1990, 1995, 1985, 2001, 1991, 1996];
    const tracks = years.map((year, n) =>
      makeTrack({ id: `t${n}`, title: `T${n}`, artist: `A${n}`, year, frames: 1000 }),
    );
    const candidates = selector(poolOf(tableOf(tracks)))(makeBrief({ where: null }));
    const rules: ListRule[] = [{ kind: 'spread', by: 'year', most: 6 }];
    for (let seed = 0; seed < 10; seed++) {
      const { picks } = replace(stock(candidates, [0, 1]), vacancy({ frames: 9000, tracks: 2, rules }), seed);
      for (const index of picks) expect([1991, 1996]).toContain(years[index]);
    }
    expect(replace(stock(candidates, [0, 1]), vacancy({ frames: 1500, tracks: 2 }), 1).picks).toEqual([]);
  });
});
