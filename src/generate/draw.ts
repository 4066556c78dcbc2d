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
    moved.set(pick, moved.get(last) ?? last);
    moved.delete(last);
  }
}
