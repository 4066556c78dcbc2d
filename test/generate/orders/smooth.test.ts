import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { smooth } from '../../../src/generate/orders/smooth.ts';
import { exact, fact, makeFacts, range, total } from './make.ts';

describe('smooth', () => {
  it('is within 5 % of the best that exists for small lists, in the mean within 1 %', () => {
    let ratios = 0;
    for (let seed = 0; seed < 60; seed++) {
      const facts = makeFacts(seed, 5 + (seed % 4));
      const cost = smooth.cost(facts);
      const best = exact(facts.length, { reach: 0, broken: () => 0, cost });
      const ratio = total(cost, smooth.start(facts, seededRandom(seed))) / best.cost;
      expect(ratio).toBeLessThan(1.05);
      ratios += ratio;
    }
    expect(ratios / 60).toBeLessThan(1.01);
  });

  it('goes up or down the tempos where only they differ', () => {
    const facts = [128, 90, 100, 140, 110, 95].map((bpm) => fact({ bpm, key: '8A', energy: 0.5 }));
    const bpms = smooth.start(facts, seededRandom(1)).map((index) => facts[index]!.bpm!);
    expect(bpms[0]! < bpms[1]! ? bpms : bpms.reverse()).toEqual([90, 95, 100, 110, 128, 140]);
  });

  it('weighs 6 % of tempo, one key and 0.1 of energy the same', () => {
    const base = { bpm: 100, key: '8A', energy: 0.5 };
    for (const other of [{ bpm: 106 }, { key: '8B' }, { key: '9A' }, { energy: 0.6 }, { energy: 0.4 }]) {
      expect(smooth.cost([fact(base), fact({ ...base, ...other })])([0, 1], 1)).toBeCloseTo(1, 5);
    }
  });

  it('counts tracks without tempo or key as guessed, and without energy where others have it', () => {
    const known = { bpm: 100, key: '8A' };
    expect(smooth.guessed(range(4).map(() => fact(known)))).toBe(0);
    expect(smooth.guessed([fact(known), fact({ ...known, energy: 0.5 }), fact({ bpm: 90 }), fact({})])).toBe(3);
    expect(smooth.guessed([fact({}), fact({})])).toBe(2);
  });
});
