/**
 * Puts chosen tracks into an order. In come a first sequence, the best for the wanted order where no rule stands in its
 * way, and how much any sequence breaks the rules and costs; out goes one that breaks as little as could be found and,
 * among those, costs as little as could be found. It never breaks more than the first one.
 */
import type { Random } from '../base/random.ts';
import { polish } from './arranging/polish.ts';
import { repair } from './arranging/repair.ts';
import { beginSearch, EPSILON, totalBroken, type Measures } from './arranging/search.ts';

export type { Measures };

/**
 * A sequence of the tracks of `start` that breaks the rules as little as could be found; a start that breaks none comes
 * back as it is. Deterministic by `random`, and ends in bounded time even where the rules can't be met.
 */
export function arrange(start: readonly number[], measures: Measures, random: Random): number[] {
  const search = beginSearch(start, measures, random);
  if (totalBroken(search) > EPSILON) {
    repair(search);
    polish(search, start);
  }
  return search.sequence;
}
