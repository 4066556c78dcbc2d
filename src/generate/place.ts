import { seededRandom } from '../base/random.ts';
import type { Brief } from '../model/brief.ts';
import { improve } from './arranging/improve.ts';
import { repair } from './arranging/repair.ts';
import { beginSearch, EPSILON, totalBroken, type Measures } from './arranging/search.ts';
import { findTrackOrder } from './orders/index.ts';
import type { Pool } from './pool.ts';
import { breaking, factsOf } from './sequence.ts';

/** A list in order, with the places of those that did not move. */
export interface Placed {
  readonly tracks: readonly number[];
  /** Of how many tracks the order of the list had to guess something. */
  readonly guessed: number;
}

/**
 * Puts new tracks into the free places of a list, in the order of the brief and with as few rules broken as could be
 * found, while the others stay. Free places that are left over close up, the last ones first; tracks that are left over
 * go to the end.
 *
 * @param places the track at each place, null where it is free
 */
export function placeNew(
  brief: Brief,
  pool: Pool,
  places: readonly (number | null)[],
  fresh: readonly number[],
  seed: number,
): Placed {
  const rest = [...fresh];
  const start = places.flatMap((track) => track ?? rest.shift() ?? []).concat(rest);
  const isFresh = new Set(fresh);
  const free = [...start.keys()].filter((place) => isFresh.has(start[place]!));
  const facts = start.map((index) => factsOf(pool, index));
  const order = findTrackOrder(brief.order)!;

  const search = beginSearch(
    [...free.keys()],
    measuresOf(brief, pool, start, free, order.cost(facts)),
    seededRandom(seed),
  );
  if (totalBroken(search) > EPSILON) repair(search);
  improve(search, 0);
  const tracks = [...start];
  for (const [i, from] of search.sequence.entries()) tracks[free[i]!] = start[free[from]!]!;
  return { tracks, guessed: order.guessed(facts) };
}

/**
 * Measures of a sequence of the new tracks alone. To each of them counts what the whole list breaks and costs from its
 * place up to the next free one, so that what stays is looked at too.
 */
function measuresOf(
  brief: Brief,
  pool: Pool,
  start: readonly number[],
  free: readonly number[],
  cost: Measures['cost'],
): Measures {
  const rules = breaking(
    brief,
    start.map((index) => pool.listTrack(index)),
  );
  const whole = [...start.keys()];
  const fillIn = (sequence: readonly number[]): void => {
    for (const [i, from] of sequence.entries()) whole[free[i]!] = free[from]!;
  };
  const nextFree = (i: number): number => free[i + 1] ?? start.length;
  return {
    reach: rules.reach,
    broken: (sequence, i) => {
      if (rules.reach === 0) return 0;
      fillIn(sequence);
      let broken = 0;
      for (let place = free[i]!; place < nextFree(i); place++) broken += rules.broken(whole, place);
      return broken;
    },
    cost: (sequence, i) => {
      const place = free[i]!;
      whole[place] = free[sequence[i]!]!;
      if (i > 0) whole[free[i - 1]!] = free[sequence[i - 1]!]!;
      return cost(whole, place) + (place + 1 < nextFree(i) ? cost(whole, place + 1) : 0);
    },
  };
}
