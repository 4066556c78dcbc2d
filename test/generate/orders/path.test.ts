import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom, shuffled } from '../../../src/base/random.ts';
import { shortPath, type Distance } from '../../../src/generate/orders/path.ts';
import { exact, range, sorted, total } from './make.ts';

/** Distances of points by chance in a square. */
function points(count: number, seed: number): Distance {
  const random = seededRandom(seed);
  const at = range(count).map(() => [randomBelow(random, 1000), randomBelow(random, 1000)] as const);
  return (a, b) => Math.hypot(at[a]![0] - at[b]![0], at[a]![1] - at[b]![1]);
}

const stepOf = (distance: Distance) => (sequence: readonly number[], position: number) =>
  position === 0 ? 0 : distance(sequence[position - 1]!, sequence[position]!);

describe('shortPath', () => {
  it('visits each track once, the same way for the same seed, whatever the distances', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.maxSafeNat(), (count, seed) => {
        const distance: Distance = (a, b) => ((a + 1) * (b + 1) * 7919) % 11;
        const path = shortPath(count, distance, seededRandom(seed));
        expect(sorted(path)).toEqual(range(count));
        expect(shortPath(count, distance, seededRandom(seed))).toEqual(path);
      }),
    );
  });

  it('finds the shortest path over few points', () => {
    for (let seed = 0; seed < 20; seed++) {
      const step = stepOf(points(8, seed));
      const best = exact(8, { reach: 0, broken: () => 0, cost: step });
      const path = shortPath(8, points(8, seed), seededRandom(seed));
      expect(total(step, path)).toBeCloseTo(best.cost, 6);
    }
  });

  it.each([1, 2, 3, 12])('leaves no shorter one over %i points that a search would find', (count) => {
    const step = stepOf(points(count, 3));
    const length = total(step, shortPath(count, points(count, 3), seededRandom(1)));
    const random = seededRandom(2);
    for (let trial = 0; trial < 500; trial++) {
      expect(total(step, shuffled(range(count), random))).toBeGreaterThanOrEqual(length - 1e-6);
    }
  });

  it.each([2, 3, 30, 650])('walks %i points on a line from one end to the other', (count) => {
    const path = shortPath(count, (a, b) => Math.abs(a - b), seededRandom(1));
    expect(path[0]! < path[1]! ? path : path.reverse()).toEqual(range(count));
  });

  it('is near what is expected of the shortest path over many points', () => {
    const distance = points(700, 5);
    // The shortest tour over n points by chance in a square of side a is about 0.7124 * a * sqrt(n) long.
    expect(total(stepOf(distance), shortPath(700, distance, seededRandom(5)))).toBeLessThan(
      1.12 * 0.7124 * 1000 * Math.sqrt(700),
    );
  });
});
