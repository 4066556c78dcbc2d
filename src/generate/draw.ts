import { randomBelow, type Random } from '../base/random.ts';

/**
 * Draws whole numbers from 0 to below `count`, each once, every order being equally likely: a Fisher-Yates shuffle that
 * keeps only what it has moved, so that it costs what is drawn and not what there is.
 */
export function* drawEach(count: number, random: Random): Generator<number, void> {
  const moved = new Map<number, number>();
  for (let left = count; left > 0; left--) {
    const pick = randomBelow(random, left);
    const last = left - 1;
    yield moved.get(pick) ?? pick;
    if (pick < last) moved.set(pick, moved.get(last) ?? last);
  }
}

/** Draws after which a large library is taken to have no more that fit. */
export const MOST_DRAWS = 10_000;

/** Draws each of the indexes once, in the same way. */
export function* drawn(indexes: Uint32Array, random: Random): Generator<number, void> {
  for (const i of drawEach(indexes.length, random)) yield indexes[i]!;
}
