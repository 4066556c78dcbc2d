import { randomBelow } from '../../base/random.ts';
import { apply, undo, type Move } from './move.ts';
import { EPSILON, LOOK, knownBroken, knownCost, measureMoved, newBroken, newCost, type Search } from './search.ts';

/** Longest block that is turned round, or that another one is moved past. */
const LONGEST_BLOCK = 16;
/** Most tracks that are moved together. */
const MOST_TOGETHER = 3;

/**
 * Makes the sequence break less, or cost less and break no more, until no move of the tracks at `places` helps, nor of
 * those that its moves touch, or the work is used up.
 */
export function polish(search: Search, places: Iterable<number>): void {
  const { sequence, random } = search;
  const n = sequence.length;
  const queue: number[] = [];
  const isQueued = new Uint8Array(n);
  const enqueueAround = (centre: number): void => {
    for (let at = Math.max(0, centre - 1); at <= Math.min(n - 1, centre + 1); at++) {
      if (isQueued[at] === 1) continue;
      isQueued[at] = 1;
      queue.push(at);
    }
  };
  for (const at of places) enqueueAround(at);
  for (let head = 0; head < queue.length && search.work > 0; head++) {
    const place = queue[head]!;
    isQueued[place] = 0;
    const move = improve(search, place, randomBelow(random, n));
    if (move === null) continue;
    enqueueAround(move.from);
    enqueueAround(move.to);
  }
}

/** Makes the first move of the track at `place` that makes the sequence better; null where there is none. */
function improve(search: Search, place: number, first: number): Move | null {
  const n = search.sequence.length;
  for (let i = 0; i < n; i++) {
    const other = (first + i) % n;
    if (other === place) continue;
    const move = improveBetween(search, place, other);
    if (move !== null) return move;
  }
  return null;
}

function improveBetween(search: Search, place: number, other: number): Move | null {
  const from = Math.min(place, other);
  const to = Math.max(place, other);
  const swap: Move = { kind: 'swap', from, to, by: 0 };
  if (makeIfBetter(search, swap)) return swap;
  const length = to - from + 1;
  if (length === 2 || length > LONGEST_BLOCK) return null;
  const reverse: Move = { kind: 'reverse', from, to, by: 0 };
  if (makeIfBetter(search, reverse)) return reverse;
  for (let together = 1; together <= MOST_TOGETHER && together < length; together++) {
    const rotate: Move = { kind: 'rotate', from, to, by: place === from ? together : length - together };
    if (makeIfBetter(search, rotate)) return rotate;
  }
  return null;
}

function makeIfBetter(search: Search, move: Move): boolean {
  search.work -= LOOK;
  const cost = knownCost(search, move);
  const broken = knownBroken(search, move);
  if (cost < EPSILON && broken < EPSILON) return false;
  apply(search.sequence, move);
  if (isBetter(search, move, broken, cost)) {
    measureMoved(search, move);
    return true;
  }
  undo(search.sequence, move);
  return false;
}

function isBetter(search: Search, move: Move, broken: number, cost: number): boolean {
  // Most moves cost more: where nothing is broken that is known soonest.
  if (broken < EPSILON) return newCost(search, move, cost) < cost - EPSILON && newBroken(search, move, 0) < EPSILON;
  const change = newBroken(search, move, broken) - broken;
  return change < -EPSILON || (change < EPSILON && newCost(search, move, cost) < cost - EPSILON);
}
