import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { shuffle } from '../../../src/generate/orders/shuffle.ts';
import { makeFacts } from './make.ts';

it('begins with each track equally often', () => {
  const facts = makeFacts(1, 5);
  const counts = [0, 0, 0, 0, 0];
  for (let seed = 0; seed < 5000; seed++) counts[shuffle.start(facts, seededRandom(seed))[0]!]!++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
