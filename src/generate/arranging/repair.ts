import { randomBelow } from '../../base/random.ts';
import { apply, undo, type Move } from './move.ts';
import {
  EPSILON,
  knownBroken,
  knownCost,
  measureAll,
  measureMoved,
  newBroken,
  newCost,
  totalBroken,
  type Search,
} from './search.ts';

/** Partners that a track is tried with in a turn: all those on a CD, a sample of a longer list. */
const PARTNERS = 40;
/** Turns for which a track that was moved rests at least, and how many more chance may add. */
const REST = 3;
const MORE_REST = 5;
/** Enough for all but the hardest lists; where the rules can't be met it takes about 1 ms a CD, 0.1 s a day. */
const WORK_PER_PAIR = 500;
const MOST_WORK = 20_000_000;

/**
 * Makes the sequence break less. A track in conflict is exchanged with the partner that leaves least broken, then least
 * cost, even where that is more than before; that moved tracks rest for some turns keeps the search from going in
 * circles (min-conflicts with a tabu list). Leaves the best sequence it came by, at worst the one it was given.
 */
export function repair(search: Search): void {
  const { sequence, random } = search;
  const n = sequence.length;
  const restsUntil = new Float64Array(n);
  const { unavoidable = 0 } = search.measures;
  let broken = totalBroken(search);
  let least = broken;
  let best = [...sequence];
  search.work = Math.min(WORK_PER_PAIR * n * n, MOST_WORK);
  for (let turn = 1; broken > unavoidable + EPSILON && search.work > 0; turn++) {
    search.work -= n;
    const place = pickConflict(search);
    const move = bestSwap(search, place, (at) => restsUntil[sequence[at]!]! > turn, least - broken);
    if (move === null) continue;
    for (const at of [move.from, move.to]) restsUntil[sequence[at]!] = turn + REST + randomBelow(random, MORE_REST);
    apply(sequence, move);
    measureMoved(search, move);
    broken = totalBroken(search);
    if (broken > least - EPSILON) continue;
    least = broken;
    best = [...sequence];
  }
  for (let at = 0; at < n; at++) sequence[at] = best[at]!;
  measureAll(search);
}

/** A position that breaks a rule or, as often, one within reach before it: either may be the one to move. */
function pickConflict({ broken, random, reach }: Search): number {
  let pick = 0;
  for (let at = 0, seen = 0; at < broken.length; at++) {
    if (broken[at]! > EPSILON && randomBelow(random, ++seen) === 0) pick = at;
  }
  return reach > 0 && random() % 2 === 0 ? Math.max(0, pick - 1 - randomBelow(random, reach)) : pick;
}

/** The best exchange for the track at `place`; one with a resting track only where it changes by less than `record`. */
function bestSwap(search: Search, place: number, isResting: (at: number) => boolean, record: number): Move | null {
  const { random, sequence } = search;
  const n = sequence.length;
  const first = randomBelow(random, n);
  let best: Move | null = null;
  let least = { broken: Infinity, cost: Infinity };
  for (let i = 0; i < Math.min(n, PARTNERS); i++) {
    const partner = n <= PARTNERS ? (first + i) % n : randomBelow(random, n);
    if (partner === place) continue;
    const move: Move = { kind: 'swap', from: Math.min(place, partner), to: Math.max(place, partner), by: 0 };
    const rests = isResting(place) || isResting(partner);
    const change = changeBy(search, move, rests ? Math.min(least.broken, record - 2 * EPSILON) : least.broken);
    if (change === null || (change.broken > least.broken - EPSILON && change.cost >= least.cost)) continue;
    least = change;
    best = move;
  }
  return best;
}

/** What a move would change, or null where it would add more than `limit` to what is broken. */
function changeBy(search: Search, move: Move, limit: number): { broken: number; cost: number } | null {
  const broken = knownBroken(search, move);
  apply(search.sequence, move);
  const change = newBroken(search, move, broken + limit) - broken;
  const cost = change > limit + EPSILON ? null : newCost(search, move, Infinity) - knownCost(search, move);
  undo(search.sequence, move);
  return cost === null ? null : { broken: change, cost };
}
