import { describe, expect, it } from 'vitest';
import { randomBelow, seededRandom } from '../../../src/base/random.ts';
import { arrange } from '../../../src/generate/arrange.ts';
import { TRACK_ORDERS } from '../../../src/generate/orders/index.ts';
import { gapRule, makeFacts, total, type Cost } from './make.ts';

/** Weighs a broken rule against any cost. */
const BREACH = 1e6;
const EPSILON = 1e-6;

/**
 * The least that any sequence adds up to, where `measure` looks back at no more than `reach` positions, proven by
 * dynamic programming over what is used and what came last (Held and Karp 1962).
 */
function least(count: number, reach: number, measure: Cost): number {
  interface State {
    readonly used: number;
    readonly last: readonly number[];
    readonly value: number;
  }
  const sequence: number[] = [];
  let states: State[] = [{ used: 0, last: [], value: 0 }];
  for (let position = 0; position < count; position++) {
    const next = new Map<string, State>();
    for (const { used, last, value } of states) {
      for (const [i, track] of last.entries()) sequence[position - last.length + i] = track;
      for (let track = 0; track < count; track++) {
        if (((used >> track) & 1) === 1) continue;
        sequence[position] = track;
        const state = {
          used: used | (1 << track),
          last: [...last, track].slice(-reach),
          value: value + measure(sequence, position),
        };
        const key = `${state.used} ${state.last.join(' ')}`;
        if (state.value < (next.get(key)?.value ?? Infinity)) next.set(key, state);
      }
    }
    states = [...next.values()];
  }
  return Math.min(...states.map(({ value }) => value));
}

const orders = TRACK_ORDERS.map(({ id }) => id);

describe.each(orders)('the order %s', (id) => {
  const order = TRACK_ORDERS.find((one) => one.id === id)!;

  it('costs no more than 5 % above the least that there is', () => {
    for (let seed = 0; seed < 30; seed++) {
      const facts = makeFacts(seed, 4 + (seed % 6));
      const cost = order.cost(facts);
      const start = order.start(facts, seededRandom(seed));
      expect(total(cost, start)).toBeLessThanOrEqual(1.05 * least(facts.length, 1, cost) + EPSILON);
    }
  });

  it('breaks no more of a rule than it must, and then costs no more than 5 % above the least', () => {
    let cases = 0;
    for (let seed = 0; cases < 12; seed++) {
      const random = seededRandom(seed);
      const facts = makeFacts(seed, 7 + (seed % 2));
      const gap = 1 + (seed % 3);
      const rule = gapRule(
        facts.map(() => randomBelow(random, gap + 3)),
        gap,
      );
      const cost = order.cost(facts);
      const start = order.start(facts, random);
      if (total(rule.broken, start) === 0) continue;
      const sequence = arrange(start, { ...rule, cost }, random);
      const broken = least(facts.length, gap, rule.broken);
      const both: Cost = (tracks, position) => BREACH * rule.broken(tracks, position) + cost(tracks, position);
      expect(total(rule.broken, sequence)).toBe(broken);
      const leastCost = least(facts.length, gap, both) - BREACH * broken;
      expect(total(cost, sequence)).toBeLessThanOrEqual(1.05 * leastCost + EPSILON);
      cases++;
    }
  });
});
