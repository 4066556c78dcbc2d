import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom, shuffled } from '../../src/base/random.ts';
import { arrange, type Measures } from '../../src/generate/arrange.ts';
import { smooth } from '../../src/generate/orders/smooth.ts';
import { exact, gapRule, makeFacts, range, sorted, total } from './orders/make.ts';

const free = { cost: () => 0 };

/** Artists of a list that can be ordered so that `gap` others lie between two tracks of one; `more` artists to spare. */
function plantedArtists(count: number, gap: number, more: number, seed: number): number[] {
  const random = seededRandom(seed);
  const artists: number[] = [];
  while (artists.length < count) {
    const artist = randomBelow(random, gap + 1 + more);
    if (gap === 0 || !artists.slice(-gap).includes(artist)) artists.push(artist);
  }
  return shuffled(artists, random);
}

describe('arrange', () => {
  it('keeps all tracks, never breaks more than the start, and does the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(40)),
        fc.maxSafeNat(),
        (artists, gap, seed) => {
          const cost = smooth.cost(makeFacts(seed, artists.length));
          const measures: Measures = { ...gapRule(artists, gap), cost };
          const start = shuffled(range(artists.length), seededRandom(seed));
          const result = arrange(start, measures, seededRandom(seed));
          expect(sorted(result)).toEqual(range(artists.length));
          expect(total(measures.broken, result)).toBeLessThanOrEqual(total(measures.broken, start));
          expect(arrange(start, measures, seededRandom(seed))).toEqual(result);
        },
      ),
    );
  });

  it('gives back a start that breaks nothing, whatever it costs', () => {
    const start = shuffled(range(20), seededRandom(1));
    const measures: Measures = { reach: 3, broken: () => 0, cost: (_, position) => position };
    expect(arrange(start, measures, seededRandom(1))).toEqual(start);
    expect(arrange([], measures, seededRandom(1))).toEqual([]);
  });

  it.each([
    [20, 2, 2],
    [20, 4, 3],
    [60, 5, 3],
    [300, 5, 5],
    [300, 20, 15],
  ])('keeps %i tracks apart by %i with %i artists to spare', (count, gap, more) => {
    for (let seed = 0; seed < 5; seed++) {
      const rule = gapRule(plantedArtists(count, gap, more, seed), gap);
      const result = arrange(range(count), { ...rule, ...free }, seededRandom(seed));
      expect(total(rule.broken, result)).toBe(0);
    }
  });

  it('changes little of a long list that breaks a rule in one place', () => {
    const artists = range(200).map((track) => (track === 101 ? 100 : track));
    const cost = (sequence: readonly number[], position: number) => Math.abs(sequence[position]! - position);
    const result = arrange(range(200), { ...gapRule(artists, 1), cost }, seededRandom(3));
    expect(total(gapRule(artists, 1).broken, result)).toBe(0);
    expect(total(cost, result)).toBeLessThanOrEqual(2);
  });

  it.each([1, 5, 300])('ends where the rules cannot be met: %i tracks', (count) => {
    const measures: Measures = { reach: Infinity, broken: (_, position) => position + 1, ...free };
    expect(sorted(arrange(range(count), measures, seededRandom(1)))).toEqual(range(count));
  });

  it('takes rules that look at all that came before, in time', () => {
    const minutes = range(40).map((track) => 2 + (track % 5));
    const artists = range(40).map((track) => track % 8);
    const broken = (sequence: readonly number[], position: number): number => {
      for (let at = position - 1, elapsed = 0; at >= 0 && elapsed < 20; elapsed += minutes[sequence[at--]!]!) {
        if (artists[sequence[at]!] === artists[sequence[position]!]) return 20 - elapsed;
      }
      return 0;
    };
    const sameTogether = range(40).sort((a, b) => artists[a]! - artists[b]!);
    const result = arrange(sameTogether, { reach: Number.MAX_SAFE_INTEGER, broken, ...free }, seededRandom(1));
    expect(total(broken, result)).toBe(0);
  });

  it('breaks as little as can be in small lists, and costs within 5 % of the best in the mean', () => {
    let ratios = 0;
    let worst = 0;
    let cases = 0;
    for (let seed = 0; cases < 60; seed++) {
      const count = 6 + (seed % 3);
      const random = seededRandom(seed);
      const facts = makeFacts(seed, count);
      const artists = facts.map(() => randomBelow(random, 4));
      const measures: Measures = { ...gapRule(artists, 1 + (seed % 2)), cost: smooth.cost(facts) };
      const start = smooth.start(facts, random);
      if (total(measures.broken, start) === 0) continue;
      const result = arrange(start, measures, random);
      const best = exact(count, measures);
      expect(total(measures.broken, result)).toBe(best.broken);
      const ratio = total(measures.cost, result) / best.cost;
      ratios += ratio;
      worst = Math.max(worst, ratio);
      cases++;
    }
    expect(ratios / cases).toBeLessThan(1.05);
    expect(worst).toBeLessThan(1.35);
  });
});
