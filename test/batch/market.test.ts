import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMarket, type Market } from '../../src/batch/market.ts';
import type { Candidates } from '../../src/generate/select.ts';
import { numbered } from '../generate/arbitraries.ts';
import { makeBrief } from '../generate/make-brief.ts';
import { makeSelect } from '../generate/make-pool.ts';

/** Tracks by their length and the kinds that they fit, a bit for each. */
type Stock = readonly (readonly [frames: number, kinds: number])[];

function kindsOf(stock: Stock, count: number): Candidates[] {
  const all = makeSelect(stock.map(([frames], n) => numbered(n, { frames })))(makeBrief({ minTrackFrames: 1 }));
  return Array.from({ length: count }, (_, kind) => all.where((index) => (stock[index]![1] & (1 << kind)) !== 0));
}

const open = (stock: Stock, kinds: number, mostUses = 1): Market => openMarket(kindsOf(stock, kinds), mostUses);

/** What some kinds hold between them. By the theorem of max-flow and min-cut, demands can be met if no set of kinds asks for more. */
const heldBy = (stock: Stock, kinds: number): number =>
  stock.reduce((sum, [frames, own]) => sum + (own & kinds ? frames : 0), 0);

function canBeMet(stock: Stock, taken: readonly number[]): boolean {
  return Array.from({ length: 1 << taken.length }, (_, kinds) => kinds).every(
    (kinds) => taken.reduce((sum, frames, kind) => sum + (kinds & (1 << kind) ? frames : 0), 0) <= heldBy(stock, kinds),
  );
}

/** Where one kind can only be helped by a second one that takes from a third what the two share. */
const TANGLED: [number, number][] = [
  [9, 12],
  [4, 4],
  [9, 8],
  [3, 3],
  [4, 3],
  [18, 13],
  [2, 1],
];

describe('a market', () => {
  const stock = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 15 })), { maxLength: 8 });
  const wishes = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 40 })), { maxLength: 12 });

  it('gives whatever can be given, beside what it gave before, and nothing else', () => {
    fc.assert(
      fc.property(stock, wishes, fc.constantFrom(1, 2), (stock, wishes, mostUses) => {
        const market = open(stock, 4, mostUses);
        const all: Stock = stock.map(([frames, kinds]) => [frames * mostUses, kinds]);
        const taken = [0, 0, 0, 0];
        for (const [kind, frames] of wishes) {
          const wanted = taken.with(kind, taken[kind]! + frames);
          expect(market.take(kind, frames)).toBe(canBeMet(all, wanted));
          if (canBeMet(all, wanted)) taken[kind]! += frames;
        }
      }),
      {
        numRuns: 500,
        examples: [
          [
            TANGLED,
            [
              [2, 19],
              [3, 35],
              [0, 44],
            ],
            2,
          ],
        ],
      },
    );
  });

  it('moves what was taken to where nobody else needs it', () => {
    const market = open(
      [
        [10, 0b11],
        [10, 0b10],
      ],
      2,
    );
    expect(market.take(1, 10)).toBe(true);
    expect(market.take(0, 10)).toBe(true);
    expect(market.take(1, 1)).toBe(false);
  });

  it('holds each recording once, in its longest version', () => {
    const song = [1000, 1200].map((frames, n) => numbered(n, { title: 'Song', artist: 'A', frames }));
    const all = makeSelect([...song, numbered(2, { frames: 500 })])(makeBrief());
    expect(openMarket([all], 1).held(0)).toBe(1700);
    expect(openMarket([all], 3).held(0)).toBe(1700);
  });

  it('holds nothing of a kind that nothing fits', () => {
    const market = open([[10, 1]], 2);
    expect(market.held(1)).toBe(0);
    expect(market.take(1, 1)).toBe(false);
    expect(market.take(1, 0)).toBe(true);
    expect(market.take(0, 10)).toBe(true);
  });
});
