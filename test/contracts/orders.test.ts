import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../src/base/random.ts';
import { arrange } from '../../src/generate/arrange.ts';
import { findTrackOrder, TRACK_ORDERS, type OrderFacts } from '../../src/generate/orders/index.ts';
import { fact, gapRule, makeFacts, range, sorted, total } from '../generate/orders/make.ts';

const number = fc.oneof(fc.double(), fc.constantFrom(null, 0, -1, NaN, Infinity, Number.MIN_VALUE, Number.MAX_VALUE));
const facts: fc.Arbitrary<OrderFacts[]> = fc.array(
  fc.record({
    bpm: fc.oneof(fc.double({ min: 40, max: 220, noNaN: true }), number),
    key: fc.constantFrom(null, '1A', '8A', '8B', '12B', '', '13A', '08A'),
    energy: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), number),
    group: fc.constantFrom('', 'a', 'b', 'c', '__proto__'),
  }),
  { maxLength: 40 },
);

describe.each(TRACK_ORDERS.map((order) => [order.id, order] as const))('the order %s', (id, order) => {
  it('is found by its id, which no other has, and tells what it does', () => {
    expect(findTrackOrder(id)).toBe(order);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(TRACK_ORDERS.filter((other) => other.id === id)).toHaveLength(1);
    expect(order.summary).not.toBe('');
  });

  it('begins with every track once, the same for the same seed', () => {
    fc.assert(
      fc.property(facts, fc.maxSafeNat(), (facts, seed) => {
        const start = order.start(facts, seededRandom(seed));
        expect(sorted(start)).toEqual(range(facts.length));
        expect(order.start(facts, seededRandom(seed))).toEqual(start);
      }),
    );
  });

  it('has finite costs, and a start that no shuffle betters', () => {
    fc.assert(
      fc.property(facts, fc.maxSafeNat(), (facts, seed) => {
        const cost = order.cost(facts);
        const other = shuffled(range(facts.length), seededRandom(seed));
        for (const position of range(facts.length)) {
          expect(cost(other, position)).toBeGreaterThanOrEqual(0);
          expect(cost(other, position)).toBeLessThan(Infinity);
        }
        const least = total(cost, order.start(facts, seededRandom(seed)));
        expect(least).toBeLessThanOrEqual(total(cost, other) * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  it('says how many tracks it guessed', () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const guessed = order.guessed(facts);
        expect(Number.isInteger(guessed)).toBe(true);
        expect(guessed).toBeGreaterThanOrEqual(0);
        expect(guessed).toBeLessThanOrEqual(facts.length);
      }),
    );
    expect(order.guessed(makeFacts(1, 20))).toBe(0);
  });

  it('does with nothing known of any track', () => {
    const unknown = range(30).map(() => fact({}));
    expect(sorted(order.start(unknown, seededRandom(4)))).toEqual(range(30));
  });

  it('gives way to rules', () => {
    for (let seed = 0; seed < 10; seed++) {
      const facts = makeFacts(seed, 20);
      const rule = gapRule(
        facts.map((_, index) => index % 5),
        2,
      );
      const start = order.start(facts, seededRandom(seed));
      const result = arrange(start, { ...rule, cost: order.cost(facts) }, seededRandom(seed));
      expect(sorted(result)).toEqual(range(20));
      expect(total(rule.broken, result)).toBe(0);
    }
  });
});

describe('findTrackOrder', () => {
  it('knows no others', () => expect(findTrackOrder('random')).toBeUndefined());
});
