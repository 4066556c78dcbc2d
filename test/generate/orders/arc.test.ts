import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { arc } from '../../../src/generate/orders/arc.ts';
import { fact, makeFacts, total } from './make.ts';

function expectArc(levels: readonly number[]): void {
  const peak = Math.round(((levels.length - 1) * 2) / 3);
  for (let i = 1; i < levels.length; i++) {
    if (i <= peak) expect(levels[i]).toBeGreaterThanOrEqual(levels[i - 1]!);
    else expect(levels[i]).toBeLessThanOrEqual(levels[i - 1]!);
  }
}

describe('arc', () => {
  it('rises to its peak at two thirds and falls, beginning at the lowest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }), (twentieths) => {
        const facts = twentieths.map((n) => fact({ energy: n / 20 }));
        const levels = arc.start(facts, seededRandom(3)).map((index) => facts[index]!.energy!);
        expectArc(levels);
        expect(levels[0]).toBe(Math.min(...levels));
      }),
    );
  });

  it('warms up and cools down evenly', () => {
    const facts = Array.from({ length: 10 }, (_, i) => fact({ energy: i / 10 }));
    const levels = arc.start(facts, seededRandom(1)).map((index) => facts[index]!.energy! * 10);
    expect(levels).toEqual([0, 2, 3, 5, 6, 8, 9, 7, 4, 1]);
  });

  it('goes by tempo where more tracks tell that', () => {
    const facts = [120, 90, 140, 100, 130, 80, 110].map((bpm) => fact({ bpm }));
    facts[0] = fact({ bpm: 120, energy: 0.1 });
    expectArc(arc.start(facts, seededRandom(1)).map((index) => facts[index]!.bpm!));
    expect(arc.guessed(facts)).toBe(0);
  });

  it('puts tracks of unknown energy where the median lies', () => {
    const facts = [0.1, 0.9, 0.5, 0.3, 0.7].map((energy) => fact({ energy }));
    facts.push(fact({}));
    expect(arc.guessed(facts)).toBe(1);
    expectArc(arc.start(facts, seededRandom(1)).map((index) => facts[index]!.energy ?? 0.5));
  });

  it('costs nothing as it starts, and more the farther a track is from its level', () => {
    const facts = makeFacts(3, 20);
    const cost = arc.cost(facts);
    const start = arc.start(facts, seededRandom(1));
    expect(total(cost, start)).toBe(0);
    const swapped = (a: number, b: number) => start.with(a, start[b]!).with(b, start[a]!);
    expect(total(cost, swapped(0, 13))).toBeGreaterThan(total(cost, swapped(12, 13)));
  });
});
