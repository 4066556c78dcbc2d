import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { arrange } from '../../../src/generate/arrange.ts';
import { asIs } from '../../../src/generate/orders/as-is.ts';
import { gapRule, makeFacts, range } from './make.ts';

it('stays as it is where no rule is broken', () => {
  const facts = makeFacts(1, 20);
  const start = asIs.start(facts, seededRandom(1));
  expect(start).toEqual(range(20));
  const rule = gapRule(range(20), 3);
  expect(arrange(start, { ...rule, cost: asIs.cost(facts) }, seededRandom(1))).toEqual(range(20));
});

it('moves no more than a rule asks for', () => {
  const artists = [0, 1, 2, 2, 3, 4, 5, 6];
  const facts = makeFacts(1, artists.length);
  for (let seed = 0; seed < 20; seed++) {
    const measures = { ...gapRule(artists, 1), cost: asIs.cost(facts) };
    const result = arrange(range(artists.length), measures, seededRandom(seed));
    expect([
      [0, 2, 1, 3, 4, 5, 6, 7],
      [0, 1, 2, 4, 3, 5, 6, 7],
    ]).toContainEqual(result);
  }
});
