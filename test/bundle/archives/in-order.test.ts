import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inOrder, type Work } from '../../../src/bundle/archives/in-order.ts';

async function* works<T>(list: readonly Work<T>[]): AsyncGenerator<Work<T>> {
  yield* list;
}

it('gives results in the order of their work, of which only some is under way', async () => {
  let [underWay, most] = [0, 0];
  const list = Array.from({ length: 30 }, (_, n) => async () => {
    most = Math.max(most, ++underWay);
    for (let turns = n % 5; turns > 0; turns--) await setImmediate();
    underWay--;
    return n;
  });
  const results: number[] = [];
  for await (const result of inOrder(works(list), 3)) results.push(result);
  expect(results).toEqual(list.map((_, n) => n));
  expect(most).toBe(4);
});

it('gives what was done before the first that fails, then fails as that', async () => {
  const fails = (reason: string) => async () => Promise.reject(new Error(reason));
  const results: unknown[] = [];
  const failing = async (): Promise<void> => {
    for await (const result of inOrder(works<unknown>([async () => 1, fails('first'), fails('second')]), 8))
      results.push(result);
  };
  await expect(failing()).rejects.toThrow('first');
  expect(results).toEqual([1]);
});
