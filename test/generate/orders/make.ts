import { randomBelow, seededRandom } from '../../../src/base/random.ts';
import type { Measures } from '../../../src/generate/arrange.ts';
import type { OrderFacts } from '../../../src/generate/orders/index.ts';

const LETTERS = ['A', 'B'];

/** Facts of tracks by chance, all known. */
export function makeFacts(seed: number, count: number): OrderFacts[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    bpm: 60 + randomBelow(random, 1200) / 10,
    key: `${1 + randomBelow(random, 12)}${LETTERS[randomBelow(random, 2)]}`,
    energy: randomBelow(random, 1000) / 1000,
    group: `g${randomBelow(random, 4)}`,
  }));
}

/** Facts of which those given are known. */
export function fact(facts: Partial<OrderFacts>): OrderFacts {
  return { bpm: null, key: null, energy: null, group: '', ...facts };
}

export type Cost = (sequence: readonly number[], position: number) => number;

export function total(measure: Cost, sequence: readonly number[]): number {
  return sequence.reduce((sum, _, position) => sum + measure(sequence, position), 0);
}

/** A rule that wants `gap` other tracks between two of one artist. */
export function gapRule(artists: readonly number[], gap: number): Pick<Measures, 'reach' | 'broken'> {
  return {
    reach: gap,
    broken: (sequence, position) => {
      let broken = 0;
      for (let back = 1; back <= gap && back <= position; back++) {
        if (artists[sequence[position - back]!] === artists[sequence[position]!]) broken += gap - back + 1;
      }
      return broken;
    },
  };
}

/** The least that any sequence breaks, and the least that one of those costs: by trying all. */
export function exact(count: number, measures: Measures): { broken: number; cost: number } {
  let best = { broken: Infinity, cost: Infinity };
  const sequence: number[] = [];
  const extend = (broken: number, cost: number): void => {
    if (broken > best.broken || (broken === best.broken && cost >= best.cost)) return;
    if (sequence.length === count) best = { broken, cost };
    for (let track = 0; track < count; track++) {
      if (sequence.includes(track)) continue;
      sequence.push(track);
      const position = sequence.length - 1;
      extend(broken + measures.broken(sequence, position), cost + measures.cost(sequence, position));
      sequence.pop();
    }
  };
  extend(0, 0);
  return best;
}

/** A sequence sorted, to be compared with all indexes. */
export function sorted(sequence: readonly number[]): number[] {
  return [...sequence].sort((a, b) => a - b);
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
