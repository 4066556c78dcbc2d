import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { arrange } from '../../../src/generate/arrange.ts';
import { interleave } from '../../../src/generate/orders/interleave.ts';
import { fact, gapRule, range, total } from './make.ts';

const factsOf = (sizes: readonly number[]) =>
  sizes.flatMap((size, group) => range(size).map(() => fact({ group: String.fromCharCode(97 + group) })));
const dealt = (sizes: readonly number[], seed = 1): string => {
  const facts = factsOf(sizes);
  return interleave
    .start(facts, seededRandom(seed))
    .map((index) => facts[index]!.group)
    .join('');
};
const longestRun = (groups: string): number => Math.max(0, ...(groups.match(/(.)\1*/g) ?? []).map((run) => run.length));

describe('interleave', () => {
  it('never has a longer run than it must', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const largest = Math.max(...sizes);
        const others = sizes.reduce((sum, size) => sum + size, 0) - largest;
        expect(longestRun(dealt(sizes))).toBe(Math.ceil(largest / (others + 1)));
      }),
      { numRuns: 500 },
    );
  });

  it('spreads each group over the whole list', () => {
    expect(dealt([3, 3, 3])).toBe('abcabcabc');
    expect(dealt([9, 1])).toBe('aaaaabaaaa');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 }), (sizes) => {
        const groups = dealt(sizes);
        for (const [group, size] of sizes.entries()) {
          const stretches = groups.split(String.fromCharCode(97 + group)).map((stretch) => stretch.length);
          expect(Math.max(...stretches)).toBeLessThanOrEqual((2 * groups.length) / size);
        }
      }),
    );
  });

  it('chooses by chance within a group', () => {
    const facts = factsOf([5, 5]);
    expect(interleave.start(facts, seededRandom(1))).not.toEqual(interleave.start(facts, seededRandom(2)));
    expect(dealt([5, 5], 1)).toBe(dealt([5, 5], 2));
  });

  it('meets rules by exchanges within the groups, all but a few', () => {
    const facts = factsOf([10, 10]);
    const artists = range(20).map((index) => index % 7);
    const cost = interleave.cost(facts);
    for (let seed = 0; seed < 10; seed++) {
      const rule = gapRule(artists, 2);
      const result = arrange(interleave.start(facts, seededRandom(seed)), { ...rule, cost }, seededRandom(seed));
      expect(total(rule.broken, result)).toBe(0);
      expect(total(cost, result)).toBeLessThanOrEqual(4);
    }
  });
});
