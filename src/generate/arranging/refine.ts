import { randomBelow, type Random } from '../../base/random.ts';
import { apply, type Move } from './move.ts';
import { polish } from './polish.ts';
import { EPSILON, measureAll, totalBroken, totalCost, type Search } from './search.ts';

/** Kicks for each track. */
const KICKS = 4;
const LONGEST_BLOCK = 8;

/**
 * Leads the sequence out of the dead ends of `polish`: exchanges two neighbouring blocks, polishes, and takes that back
 * where it has become worse (iterated local search). Ends early at a sequence that costs no more than `leastCost`.
 */
export function refine(search: Search, leastCost: number): void {
  const { sequence, random } = search;
  let best = [...sequence];
  let [broken, cost] = [totalBroken(search), totalCost(search)];
  for (let kicks = KICKS * sequence.length; kicks > 0 && search.work > 0 && cost > leastCost + EPSILON; kicks--) {
    const move = kick(sequence.length, random);
    apply(sequence, move);
    measureAll(search);
    polish(search, [move.from, move.to - move.by, move.to]);
    const [newBroken, newCost] = [totalBroken(search), totalCost(search)];
    const isWorse = newBroken > broken + EPSILON || (newBroken > broken - EPSILON && newCost > cost + EPSILON);
    if (isWorse) restore(search, best);
    else [best, broken, cost] = [[...sequence], newBroken, newCost];
  }
}

function kick(count: number, random: Random): Move {
  const longest = Math.min(LONGEST_BLOCK, count >> 1);
  const first = 1 + randomBelow(random, longest);
  const second = 1 + randomBelow(random, longest);
  const from = randomBelow(random, count - first - second + 1);
  return { kind: 'rotate', from, to: from + first + second - 1, by: first };
}

function restore(search: Search, best: readonly number[]): void {
  for (const [at, track] of best.entries()) search.sequence[at] = track;
  measureAll(search);
}
