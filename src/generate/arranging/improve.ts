import { polish } from './polish.ts';
import { refine } from './refine.ts';
import type { Search } from './search.ts';

/** Enough to bring a CD next to the least cost in a few milliseconds; a day's list is left after about 40 ms. */
const LEAST_WORK = 400_000;
const WORK_PER_PAIR = 200;
const MOST_WORK = 4_000_000;

/** Makes the sequence cost as little as could be found without breaking more, and no less than `leastCost`. */
export function improve(search: Search, leastCost: number): void {
  search.work = Math.min(LEAST_WORK + WORK_PER_PAIR * search.sequence.length ** 2, MOST_WORK);
  polish(search, search.sequence.keys());
  if (search.sequence.length > 1) refine(search, leastCost);
}
