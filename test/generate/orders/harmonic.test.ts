import { describe, expect, it } from 'vitest';
import { keyDistance } from '../../../src/base/music-key.ts';
import { seededRandom, shuffled } from '../../../src/base/random.ts';
import { harmonic } from '../../../src/generate/orders/harmonic.ts';
import { exact, fact, makeFacts, range, total } from './make.ts';

describe('harmonic', () => {
  it('is within 5 % of the best that exists for small lists, in the mean within 1 %', () => {
    let ratios = 0;
    for (let seed = 0; seed < 60; seed++) {
      const facts = makeFacts(seed, 5 + (seed % 4));
      const cost = harmonic.cost(facts);
      const best = exact(facts.length, { reach: 0, broken: () => 0, cost });
      const ratio = total(cost, harmonic.start(facts, seededRandom(seed))) / best.cost;
      expect(ratio).toBeLessThan(1.05);
      ratios += ratio;
    }
    expect(ratios / 60).toBeLessThan(1.01);
  });

  it('goes round the whole wheel by neighbours only', () => {
    const facts = shuffled(range(24), seededRandom(7)).map((n) =>
      fact({ key: `${1 + (n >> 1)}${n % 2 === 0 ? 'A' : 'B'}`, bpm: 100 + n }),
    );
    const keys = harmonic.start(facts, seededRandom(1)).map((index) => facts[index]!.key!);
    for (let i = 1; i < keys.length; i++) expect(keyDistance(keys[i - 1]!, keys[i]!)).toBe(1);
  });

  it('would rather jump in tempo than clash', () => {
    const cost = (a: object, b: object) => harmonic.cost([fact(a), fact(b)])([0, 1], 1);
    expect(cost({ bpm: 60, key: '8A' }, { bpm: 200, key: '9A' })).toBeLessThan(
      cost({ bpm: 60, key: '8A' }, { bpm: 60, key: '10A' }),
    );
    expect(cost({ bpm: 60, key: '8A' }, { bpm: 60, key: '8B' })).toBe(0);
  });

  it('counts tracks without tempo or key as guessed', () => {
    const facts = [fact({ bpm: 90, key: '1A' }), fact({ bpm: 90 }), fact({ key: '1A' }), fact({ energy: 1 })];
    expect(harmonic.guessed(facts)).toBe(3);
  });
});
