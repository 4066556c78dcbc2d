import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { drawEach } from '../../src/generate/draw.ts';

describe('drawEach', () => {
  it('draws each number once, in an order that the seed decides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), (count, seed) => {
        const drawn = [...drawEach(count, seededRandom(seed))];
        expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect([...drawEach(count, seededRandom(seed))]).toEqual(drawn);
      }),
    );
  });

  it('puts every number first equally often', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let seed = 0; seed < 16_000; seed++) counts[drawEach(8, seededRandom(seed)).next().value as number]!++;
    // Chi-square with 7 degrees of freedom: 24.3 is the 99.9 % point.
    expect(counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(24.3);
  });
});
