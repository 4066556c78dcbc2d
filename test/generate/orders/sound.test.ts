import { describe, expect, it } from 'vitest';
import {
  countLacking,
  energyOf,
  keyOf,
  median,
  soundsOf,
  tempoOf,
  tempoSteps,
} from '../../../src/generate/orders/sound.ts';
import { fact } from './make.ts';

const tempos = (...bpms: number[]) => soundsOf(bpms.map((bpm) => fact({ bpm })));
const steps = (a: number, b: number) => {
  const [one, other] = tempos(a, b);
  return tempoSteps(one!, other!);
};

describe('tempoSteps', () => {
  it('counts one for 6 %, at any tempo', () => {
    expect(steps(100, 106)).toBeCloseTo(1, 5);
    expect(steps(180, 180 / 1.06)).toBeCloseTo(1, 5);
    expect(steps(128, 128)).toBe(0);
  });

  it('takes half and double time for near, but not for the same', () => {
    expect(steps(70, 140)).toBeCloseTo(0.5, 5);
    expect(steps(174, 87)).toBeCloseTo(0.5, 5);
    expect(steps(70, 148.4)).toBeCloseTo(1.5, 5);
  });
});

describe('soundsOf', () => {
  it('guesses what is unknown as the median of the known', () => {
    const facts = [
      fact({ bpm: 100, key: '8A', energy: 0.2 }),
      fact({ bpm: 120, key: '9A', energy: 0.3 }),
      fact({ bpm: 170, key: '10A', energy: 0.9 }),
      fact({}),
      fact({ bpm: 0, key: 'Am', energy: 1.5 }),
      fact({ bpm: NaN, energy: NaN }),
    ];
    const sounds = soundsOf(facts);
    for (const guessed of sounds.slice(3)) expect(guessed).toEqual(sounds[1]);
    expect(countLacking(facts, tempoOf)).toBe(3);
    expect(countLacking(facts, keyOf, energyOf)).toBe(3);
  });

  it('guesses a key between those on both sides of twelve', () => {
    const [, , guessed, middle] = soundsOf([fact({ key: '12A' }), fact({ key: '2A' }), fact({}), fact({ key: '1A' })]);
    expect(guessed!.key).toBe(middle!.key);
  });

  it('makes all the same where nothing is known', () => {
    expect(new Set(soundsOf([fact({}), fact({})]).map((sound) => JSON.stringify(sound))).size).toBe(1);
  });
});

describe('median', () => {
  it('is the lower of the middle ones, and 0 of none', () => {
    expect(median([5, null, 1, 9])).toBe(5);
    expect(median([5, 1, 9, 7])).toBe(5);
    expect(median([null])).toBe(0);
  });
});
