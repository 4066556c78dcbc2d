import { pathOrder } from './path-order.ts';
import { countLacking, keyOf, keySteps, tempoOf, tempoSteps, type Sound } from './sound.ts';
import type { TrackOrder } from './track-order.ts';

/** What each step beyond a neighbour costs: more than any two tempos in music are apart, half and double time counted. */
const CLASH = 10;

/** The same key and its neighbours on the wheel are equally good; among them tempo decides. */
export const harmonic: TrackOrder = {
  id: 'harmonic',
  summary: 'from each key to a neighbour on the Camelot wheel, then small steps in tempo',
  ...pathOrder((a: Sound, b: Sound) => CLASH * Math.max(0, keySteps(a, b) - 1) + tempoSteps(a, b)),
  guessed: (facts) => countLacking(facts, tempoOf, keyOf),
};
