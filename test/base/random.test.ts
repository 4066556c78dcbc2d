import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentId } from '../../src/base/ids.ts';
import { hash32, randomBelow, seededRandom, shuffled } from '../../src/base/random.ts';

describe('seeded chance', () => {
  it('gives these numbers on every machine and for ever', () => {
    const random = seededRandom(7);
    expect([random(), random(), random()]).toMatchInlineSnapshot(`
      [
        2601096707,
        2097533623,
        2160481155,
      ]
    `);
    expect(hash32('late night jazz#0')).toMatchInlineSnapshot(`1699735552`);
    expect(contentId('playlist', 'x', 1, null)).toMatchInlineSnapshot(`"ckk7pwp486njp0wg"`);
  });

  it('is even', () => {
    const random = seededRandom(1);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) counts[randomBelow(random, 10)]!++;
    // Chi-square with 9 degrees of freedom: 27.9 is the 99.9 % point.
    expect(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.maxSafeNat(), (items, seed) => {
        expect(shuffled(items, seededRandom(seed)).sort()).toEqual([...items].sort());
      }),
    );
  });
});
