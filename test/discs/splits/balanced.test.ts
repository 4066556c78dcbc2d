import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanced } from '../../../src/discs/splits/balanced.ts';
import { inOrder } from '../../../src/discs/splits/in-order.ts';
import { cases, cd80, framesOf, tracksOf, type Case } from './make.ts';

/** Of all cuts into so many discs within the limits: the shortest longest disc, and the least sum of squares with it. */
function bestOf({ tracks, limits }: Case, count: number): [number, number] {
  const best: [number, number] = [Infinity, Infinity];
  const walk = (start: number, left: number, longest: number, squares: number): void => {
    if (left === 0) {
      const isBetter = longest < best[0] || (longest === best[0] && squares < best[1]);
      if (start === tracks.length && isBetter) [best[0], best[1]] = [longest, squares];
      return;
    }
    let frames = 0;
    for (let end = start + 1; end <= Math.min(tracks.length, start + limits.maxTracks); end++) {
      frames += tracks[end - 1]!.frames;
      if (frames <= limits.capacityFrames) walk(end, left - 1, Math.max(longest, frames), squares + frames ** 2);
    }
  };
  walk(0, count, 0, 0);
  return best;
}

describe('balanced', () => {
  it('keeps the order, and finds what looking at every cut finds', () => {
    fc.assert(
      fc.property(cases(11), ({ tracks, limits }) => {
        const discs = balanced.split(tracks, limits);
        const frames = framesOf(tracks, discs);
        const count = inOrder.split(tracks, limits).length;
        expect(discs.flat()).toEqual(tracks.map((_, i) => i));
        expect(discs).toHaveLength(count);
        const squares = frames.reduce((sum, length) => sum + length ** 2, 0);
        expect([Math.max(...frames), squares]).toEqual(bestOf({ tracks, limits }, count));
      }),
      { numRuns: 300 },
    );
  });

  it('never has a longer disc than filling one after the other', () => {
    fc.assert(
      fc.property(cases(60), ({ tracks, limits }) => {
        const longest = (discs: readonly number[][]): number => Math.max(...framesOf(tracks, discs));
        expect(longest(balanced.split(tracks, limits))).toBeLessThanOrEqual(longest(inOrder.split(tracks, limits)));
      }),
    );
  });

  it('does not leave the last disc nearly empty', () => {
    const tracks = tracksOf(Array.from({ length: 22 }, () => 18_000));
    expect(framesOf(tracks, inOrder.split(tracks, cd80))).toEqual([342_000, 54_000]);
    expect(framesOf(tracks, balanced.split(tracks, cd80))).toEqual([198_000, 198_000]);
  });

  it('is even where one long track makes the longest disc', () => {
    const limits = { capacityFrames: 100, maxTracks: 99 };
    const tracks = tracksOf([100, 20, 20, 20, 20, 20, 20]);
    expect(framesOf(tracks, balanced.split(tracks, limits))).toEqual([100, 60, 60]);
  });
});
