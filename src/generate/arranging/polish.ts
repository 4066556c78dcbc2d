import { randomBelow } from '../../base/random.ts';
import { apply, undo, type Move } from './move.ts';
import { EPSILON, LOOK, knownBroken, knownCost, measureMoved, newBroken, newCost, type Search } from './search.ts';

/** Longest block that is turned round, or shifted by one. */
const LONGEST_BLOCK = 16;
/** Enough to settle a CD; a day's list is left after about 50 ms. */
const WORK_PER_PAIR = 200;
const MOST_WORK = 10_000_000;

/**
 * Makes the sequence cost less without breaking more, until no move of the tracks that were looked at helps. Looks at
 * those that differ from `start` and their neighbours, then at all that its moves touch.
 */
export function polish(search: Search, start: readonly number[]): void {
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
  for (let at = 0; at < n; at++) if (sequence[at] !== start[at]) enqueueAround(at);
  search.work = Math.min(WORK_PER_PAIR * n * n, MOST_WORK);
  for (let head = 0; head < queue.length && search.work > 0; head++) {
    const place = queue[head]!;
    isQueued[place] = 0;
    const move = makeCheaper(search, place, randomBelow(random, n));
    if (move === null) continue;
    enqueueAround(move.from);
    enqueueAround(move.to);
  }
}

/** Makes the first move of the track at `place` that costs less and breaks no more; null where there is none. */
function makeCheaper(search: Search, place: number, first: number): Move | null {
  const n = search.sequence.length;
  for (let i = 0; i < n; i++) {
    const other = (first + i) % n;
    if (other === place) continue;
    const from = Math.min(place, other);
    const to = Math.max(place, other);
    const swap: Move = { kind: 'swap', from, to };
    if (makeIfCheaper(search, swap)) return swap;
    if (to - from === 1 || to - from > LONGEST_BLOCK) continue;
    const reverse: Move = { kind: 'reverse', from, to };
    if (makeIfCheaper(search, reverse)) return reverse;
    const shift: Move = { kind: place === from ? 'forward' : 'backward', from, to };
    if (makeIfCheaper(search, shift)) return shift;
  }
  return null;
}

function makeIfCheaper(search: Search, move: Move): boolean {
  search.work -= LOOK;
  const cost = knownCost(search, move);
  if (cost < EPSILON) return false;
  apply(search.sequence, move);
  if (newCost(search, move, cost) < cost - EPSILON) {
    const broken = knownBroken(search, move);
    if (newBroken(search, move, broken) < broken + EPSILON) {
      measureMoved(search, move);
      return true;
    }
  }
  undo(search.sequence, move);
  return false;
}
