import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNew } from '../../src/generate/place.ts';
import { poolOf } from '../../src/generate/pool.ts';
import { checkRule } from '../../src/generate/rules/check.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { ListRule } from '../../src/model/list-rule.ts';
import { tableOf } from '../../src/model/track-table.ts';
import { makeTrack } from '../make-track.ts';
import { makeBrief } from './make-brief.ts';

const pool = poolOf(
  tableOf(
    Array.from({ length: 60 }, (_, n) =>
      makeTrack({ id: `t${String(n).padStart(2, '0')}`, title: `T${n}`, artist: `A${n % 5}`, bpm: 60 + n, key: '8A' }),
    ),
  ),
);
const brief = (facts: Partial<Brief>): Brief => makeBrief({ where: null, ...facts });
/** Which of the first 20 tracks keep their places. */
const masks = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });

describe('placeNew', () => {
  it('leaves what is kept where it is, and puts each new track somewhere', () => {
    fc.assert(
      fc.property(
        masks,
        fc.nat(25),
        fc.nat(),
        fc.constantFrom('shuffle', 'as-is', 'smooth', 'harmonic', 'arc', 'interleave'),
        (mask, count, seed, order) => {
          const places = mask.map((kept, place) => (kept ? place : null));
          const fresh = Array.from({ length: count }, (_, i) => 30 + i);
          const { tracks } = placeNew(brief({ order }), pool, places, fresh, seed);
          const kept = places.filter((track) => track !== null);
          expect([...tracks].sort((a, b) => a - b)).toEqual([...kept, ...fresh]);
          expect(tracks.filter((index) => index < 30)).toEqual(kept);
          if (count < mask.length - kept.length) return;
          for (const [place, track] of places.entries()) if (track !== null) expect(tracks[place]).toBe(track);
          expect(placeNew(brief({ order }), pool, places, fresh, seed).tracks).toEqual(tracks);
        },
      ),
    );
  });

  it('keeps gaps to what stays, on both sides', () => {
    // Artists by place: 0 _ 2 3 _ 0 1 _ 3; the new ones are by 1, 4 and 2, and each has one place only.
    const gap: ListRule = { kind: 'gap', by: 'artist', least: 2, unit: 'tracks' };
    const places = [0, null, 2, 3, null, 5, 6, null, 8];
    for (let seed = 0; seed < 20; seed++) {
      const { tracks } = placeNew(brief({ hardRules: [gap] }), pool, places, [31, 34, 32], seed);
      expect(checkRule(gap, tracks.map(pool.listTrack))).toEqual([]);
    }
  });

  it('follows the order of the list', () => {
    const places = [0, null, 10, null, 20, null];
    const { tracks } = placeNew(brief({ order: 'smooth' }), pool, places, [25, 15, 5], 1);
    expect(tracks).toEqual([0, 5, 10, 15, 20, 25]);
  });

  it('does with nothing new, or with nothing else', () => {
    expect(placeNew(brief({}), pool, [1, null, 2], [], 1).tracks).toEqual([1, 2]);
    expect(placeNew(brief({}), pool, [], [4], 1).tracks).toEqual([4]);
    expect(placeNew(brief({}), pool, [], [], 1).tracks).toEqual([]);
  });
});
