import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bloomFilter } from '../../src/base/bloom-filter.ts';

describe('a Bloom filter', () => {
  it('forgets nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const filter = bloomFilter();
        for (const text of texts) filter.add(text);
        for (const text of texts) expect(filter.mayHave(text)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('takes few texts for others, however alike they are', () => {
    const filter = bloomFilter();
    for (let i = 0; i < 100_000; i++) filter.add(`track:${i}`);
    let mistaken = 0;
    for (let i = 100_000; i < 200_000; i++) if (filter.mayHave(`track:${i}`)) mistaken++;
    expect(mistaken).toBeLessThan(10);
  });
});
