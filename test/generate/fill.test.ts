import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, fillGroups, wordsToFill, type FillGroup, type Taken } from '../../src/generate/fill.ts';

const sumOf = (lengths: readonly number[], picks: readonly number[]): number =>
  picks.reduce((sum, i) => sum + lengths[i]!, 0);

/** All sums of subsets. */
function allSums(lengths: readonly number[]): Set<number> {
  let sums = new Set([0]);
  for (const length of lengths) sums = new Set([...sums, ...[...sums].map((sum) => sum + length)]);
  return sums;
}

/** The sum nearest to `wanted` and not above it by more than `over`; of two as near the smaller one. */
function nearest(sums: Iterable<number>, wanted: number, over: number): number {
  let best = 0;
  for (const sum of sums) {
    const [off, least] = [Math.abs(wanted - sum), Math.abs(wanted - best)];
    if (sum <= wanted + over && (off < least || (off === least && sum < best))) best = sum;
  }
  return best;
}

const lengths = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 12 });
const wanted = fc.integer({ min: 0, max: 900 });
const over = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 }), fc.constant(1_000_000));

describe('fill', () => {
  it('never exceeds the wanted length by more than is allowed and takes nothing twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 120 }),
        fc.integer({ min: 1, max: 360_000 }),
        fc.constantFrom(0, 0, 75, 4500),
        (lengths, wanted, over) => {
          const picks = fill(lengths, { length: wanted, over }, lengths.length);
          expect(sumOf(lengths, picks)).toBeLessThanOrEqual(wanted + over);
          expect(new Set(picks).size).toBe(picks.length);
          expect([...picks].sort((a, b) => a - b)).toEqual(picks);
        },
      ),
    );
  });

  it('finds the nearest sum that exists, one below rather than one as far above', () => {
    fc.assert(
      fc.property(lengths, wanted, over, (lengths, wanted, over) => {
        expect(sumOf(lengths, fill(lengths, { length: wanted, over }, lengths.length))).toBe(
          nearest(allSums(lengths), wanted, over),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes nothing for an aim below nothing, whatever is allowed above it', () => {
    expect(fill([5, 3], { length: -2, over: 10 }, 2)).toEqual([]);
    expect(fillGroups([{ most: 1, items: [[5]] }], { length: -2, over: 10 })).toEqual([]);
  });

  it('takes all where all fit', () => expect(fill([5, 3, 9], { length: 17 }, 5)).toEqual([0, 1, 2]));
  it('takes nothing where nothing fits', () => expect(fill([5, 3], { length: 2 }, 5)).toEqual([]));
  it('prefers what stands first', () => expect(fill([10, 10, 10, 10], { length: 20 }, 5)).toEqual([0, 1]));
  it('prefers one below to one as far above', () => expect(fill([8, 12], { length: 10, over: 5 }, 5)).toEqual([0]));
  it('takes one above where it is nearer', () => expect(fill([7, 12], { length: 10, over: 2 }, 5)).toEqual([1]));
  it('takes none above that is too far', () => expect(fill([7, 12], { length: 10, over: 1 }, 5)).toEqual([0]));
  it('finds what is left behind lengths that are far too long', () =>
    expect(fill([...Array<number>(40).fill(2 ** 31), 4, 3], { length: 7 }, 42)).toEqual([40, 41]));
  it('costs no more for what it could never use', () =>
    expect(fill([7, 12], { length: 10, over: 2 ** 31 }, 5)).toEqual([1]));
});

/** Groups of up to 3 items, each of up to 2 lengths. */
const groups: fc.Arbitrary<FillGroup[]> = fc.array(
  fc.record({
    most: fc.integer({ min: 0, max: 3 }),
    items: fc.array(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  { maxLength: 4 },
);

/** Every sum that keeps to the groups. */
function groupSums(groups: readonly FillGroup[]): Set<number> {
  let sums = new Set([0]);
  for (const { most, items } of groups) {
    let within = [[0, 0]] as (readonly [number, number])[];
    for (const lengths of items) {
      within = [
        ...within,
        ...within.flatMap(([sum, taken]) =>
          taken < most ? lengths.map((length) => [sum + length, taken + 1] as const) : [],
        ),
      ];
    }
    sums = new Set([...sums].flatMap((sum) => within.map(([own]) => sum + own)));
  }
  return sums;
}

const totalOf = (groups: readonly FillGroup[], taken: readonly Taken[]): number =>
  taken.reduce((sum, { group, item, choice }) => sum + groups[group]!.items[item]![choice]!, 0);

describe('fillGroups', () => {
  it('finds the nearest sum that keeps to the groups', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 700 }), over, (groups, wanted, over) => {
        expect(totalOf(groups, fillGroups(groups, { length: wanted, over }))).toBe(
          nearest(groupSums(groups), wanted, over),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes no more of a group than it may, and one length of an item', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 700 }), over, (groups, wanted, over) => {
        const taken = fillGroups(groups, { length: wanted, over });
        for (const [group, { most }] of groups.entries()) {
          const items = taken.filter((one) => one.group === group).map(({ item }) => item);
          expect(items.length).toBeLessThanOrEqual(most);
          expect(new Set(items).size).toBe(items.length);
        }
      }),
    );
  });

  it('is what fill finds where each item stands alone', () => {
    fc.assert(
      fc.property(lengths, wanted, over, (lengths, wanted, over) => {
        const alone = lengths.map((length) => ({ most: 1, items: [[length]] }));
        expect(totalOf(alone, fillGroups(alone, { length: wanted, over }))).toBe(
          sumOf(lengths, fill(lengths, { length: wanted, over }, lengths.length)),
        );
      }),
    );
  });
});

describe('wordsToFill', () => {
  const group = (count: number, most: number): FillGroup => ({
    most,
    items: Array.from({ length: count }, () => [32]),
  });

  it('is a word for 32 frames, for each group and for each layer of the largest one', () => {
    expect(wordsToFill([], { length: 0 })).toBe(1 * (0 + 0));
    expect(wordsToFill([group(1, 1)], { length: 1000 })).toBe(2 * (1 + 2 * 2));
    expect(wordsToFill([group(3, 1), group(2, 2)], { length: 64 })).toBe(3 * (2 + 4 * 2 + 1));
  });

  it('does not grow with a length that the groups can not reach, nor with an over that could not be used', () => {
    expect(wordsToFill([group(3, 2)], { length: 1_000_000 })).toBe(wordsToFill([group(3, 2)], { length: 64 }));
    expect(wordsToFill([group(3, 2)], { length: 64, over: 1e9 })).toBe(
      wordsToFill([group(3, 2)], { length: 64, over: 64 }),
    );
  });
});
