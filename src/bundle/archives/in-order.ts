import { availableParallelism } from 'node:os';

/** Something that is done when it is asked for. */
export type Work<T> = () => Promise<T>;

/** Each piece of work under way holds a block and what becomes of it. */
const MOST_AT_ONCE = 8;

/**
 * Starts pieces of work as they come, a few at a time, and gives what becomes of each in the order in which they came.
 * Fails with the first in that order that fails.
 */
export async function* inOrder<T>(
  works: AsyncIterable<Work<T>>,
  threads = Math.min(availableParallelism(), MOST_AT_ONCE),
): AsyncGenerator<T, void, undefined> {
  const underWay: Promise<T>[] = [];
  for await (const work of works) {
    const result = work();
    // It is awaited in its turn; until then its failure is not unhandled.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length > threads) yield underWay.shift()!;
  }
  for (const result of underWay) yield result;
}
