/**
 * Puts chosen tracks into an order. In come a first sequence, the best for the wanted order where no rule stands in its
 * way, and how much any sequence breaks the rules and costs; out goes one that breaks as little as could be found and,
 * among those, costs as little as could be found. It never breaks more than the first one.
 */
import type { Random } from '../base/random.ts';
import { improve } from './arranging/improve.ts';
import { repair } from './arranging/repair.ts';
import { beginSearch, EPSILON, totalBroken, totalCost, type Measures } from './arranging/search.ts';

export type { Measures };
/** What rules say of a place in a sequence. */
export type Breaking = Omit<Measures, 'cost'>;

/**
 * A sequence of the tracks of `start` that breaks the rules as little as could be found; a start that breaks no more
 * than it must comes back as it is. Deterministic by `random`, and ends in bounded time even where the rules can't be met.
 */
export function arrange(start: readonly number[], measures: Measures, random: Random): number[] {
  const search = beginSearch(start, measures, random);
  if (totalBroken(search) <= (measures.unavoidable ?? 0) + EPSILON) return search.sequence;
  const leastCost = totalCost(search);
  repair(search);
  if (totalCost(search) > leastCost + EPSILON) improve(search, leastCost);
  return search.sequence;
}
