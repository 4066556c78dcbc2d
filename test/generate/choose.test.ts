import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom } from '../../src/base/random.ts';
import { choose, type Choice, type Material, type Target } from '../../src/generate/choose.ts';
import { NO_HISTORY } from '../../src/generate/history.ts';
import { makeBrief } from './make-brief.ts';
import { makeSelect } from './make-pool.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';

/** A track with a place of its own in the order of ids. */
const track = (n: number, facts: Partial<Track> & { frames?: number } = {}): Track =>
  makeTrack({ id: String(n).padStart(6, '0'), title: `Title ${n}`, artist: `Artist ${n}`, album: '', ...facts });

/** What a list is chosen from; the track made as the n-th is at index n. */
function materialOf(library: readonly Track[], details: Partial<Material> = {}): Material {
  return { candidates: makeSelect(library)(makeBrief()), history: NO_HISTORY, required: [], ...details };
}

const target = (frames: number, details: Partial<Target> = {}): Target => ({
  frames,
  overFrames: 0,
  rules: [],
  ...details,
});
const chosen = (library: readonly Track[], { picks }: Choice): Track[] => picks.map((index) => library[index]!);
const most = (artists: number): Target['rules'] => [{ kind: 'cap', by: 'artist', most: artists }];

const library = fc
  .array(fc.tuple(fc.integer({ min: 300, max: 40_000 }), fc.nat(300), fc.nat(20)), { maxLength: 300 })
  .map((all) =>
    all.map(([frames, title, artist], n) => track(n, { frames, title: `Title ${title}`, artist: `Artist ${artist}` })),
  );

describe('choose', () => {
  it('is never over, has nothing twice and keeps every cap', () => {
    const wanted = fc.integer({ min: 300, max: 400_000 });
    fc.assert(
      fc.property(library, wanted, fc.integer({ min: 1, max: 5 }), fc.nat(), (all, frames, artists, seed) => {
        const wish = target(frames, { rules: most(artists) });
        const choice = choose(materialOf(all), wish, seed);
        const tracks = chosen(all, choice);
        expect(choice.frames).toBeLessThanOrEqual(frames);
        expect(new Set(tracks.map(({ title, artist }) => `${artist} ${title}`)).size).toBe(tracks.length);
        for (const { artist } of tracks) {
          expect(tracks.filter((other) => other.artist === artist).length).toBeLessThanOrEqual(artists);
        }
        expect(choose(materialOf(all), wish, seed)).toEqual(choice);
      }),
      { numRuns: 60 },
    );
  });

  it('takes what is required first', () => {
    const all = Array.from({ length: 300 }, (_, n) => track(n, { frames: 5000 + n }));
    for (let seed = 0; seed < 10; seed++) {
      const { picks } = choose(materialOf(all, { required: [7, 250] }), target(100_000), seed);
      expect(picks.slice(0, 2)).toEqual([7, 250]);
    }
  });

  it('takes all where all fit', () => {
    const all = Array.from({ length: 50 }, (_, n) => track(n, { frames: 500 + n }));
    expect(choose(materialOf(all), target(1_000_000), 1).picks).toHaveLength(50);
  });

  it.each([100, 1037, 10_000])('is exact to the frame for %i tracks', (count) => {
    const random = seededRandom(count);
    const all = Array.from({ length: count }, (_, n) =>
      track(n, { frames: 9000 + randomBelow(random, 18_000), artist: `Artist ${n % 200}` }),
    );
    const material = materialOf(all);
    for (let seed = 0; seed < 20; seed++) {
      expect(choose(material, target(333_000, { rules: most(2) }), seed).frames).toBe(333_000);
    }
  });
});
