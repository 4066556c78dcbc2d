/** Tracks to split, and what came of it. */
import fc from 'fast-check';
import type { DiscLimits, SplitTrack } from '../../../src/discs/splits/index.ts';

export const cd80: DiscLimits = { capacityFrames: 359_700, maxTracks: 99 };

/** Tracks of these lengths, by nobody unless artists are named. */
export function tracksOf(lengths: readonly number[], artists: readonly string[] = []): SplitTrack[] {
  return lengths.map((frames, i) => ({ frames, artist: artists[i] ?? '' }));
}

export function framesOf(tracks: readonly SplitTrack[], discs: readonly (readonly number[])[]): number[] {
  return discs.map((disc) => disc.reduce((sum, track) => sum + tracks[track]!.frames, 0));
}

/** How many tracks of the artist are on each disc. */
export function tallyOf(
  tracks: readonly SplitTrack[],
  discs: readonly (readonly number[])[],
  artist: string,
): number[] {
  return discs.map((disc) => disc.filter((track) => tracks[track]!.artist === artist).length);
}

export interface Case {
  readonly limits: DiscLimits;
  readonly tracks: readonly SplitTrack[];
}

/** Lists on discs small enough for every limit to matter, with few artists and some tracks by nobody. */
export function cases(maxLength: number): fc.Arbitrary<Case> {
  return fc
    .record({ capacityFrames: fc.integer({ min: 1, max: 1000 }), maxTracks: fc.constantFrom(1, 2, 3, 5, 99) })
    .chain((limits) => {
      const most = limits.capacityFrames;
      const frames = fc.oneof(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: Math.ceil(most / 10) }));
      const artist = fc.constantFrom('', 'a', 'b', 'c', '__proto__');
      return fc.record({
        limits: fc.constant(limits),
        tracks: fc.array(fc.record({ frames, artist }), { minLength: 1, maxLength }),
      });
    });
}
