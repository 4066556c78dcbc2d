import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill } from '../../src/generate/fill.ts';

const sumOf = (lengths: readonly number[], picks: readonly number[]): number =>
  picks.reduce((sum, i) => sum + lengths[i]!, 0);

/** The best sum by trying all subsets. */
function bestSum(lengths: readonly number[], wanted: number): number {
  let best = 0;
  for (let mask = 0; mask < 1 << lengths.length; mask++) {
    const sum = lengths.reduce((total, length, i) => total + (mask & (1 << i) ? length : 0), 0);
    if (sum <= wanted) best = Math.max(best, sum);
  }
  return best;
}

describe('fill', () => {
  it('never exceeds the wanted length and takes nothing twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 120 }),
        fc.integer({ min: 1, max: 360_000 }),
        (lengths, wanted) => {
          const picks = fill(lengths, wanted);
          expect(sumOf(lengths, picks)).toBeLessThanOrEqual(wanted);
          expect(new Set(picks).size).toBe(picks.length);
          expect([...picks].sort((a, b) => a - b)).toEqual(picks);
        },
      ),
    );
  });

  it('finds the best sum that exists', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 900 }),
        (lengths, wanted) => {
          expect(sumOf(lengths, fill(lengths, wanted))).toBe(bestSum(lengths, wanted));
        },
      ),
    );
  });

  it('takes all where all fit', () => expect(fill([5, 3, 9], 17)).toEqual([0, 1, 2]));
  it('takes nothing where nothing fits', () => expect(fill([5, 3], 2)).toEqual([]));
  it('prefers what stands first', () => expect(fill([10, 10, 10, 10], 20)).toEqual([0, 1]));
});
