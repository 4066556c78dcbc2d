import { keyPlace, placeDistance } from '../../base/music-key.ts';
import type { OrderFacts } from './track-order.ts';

/**
 * How a track sounds, in steps that listeners notice about equally: 6 % of tempo (a semitone, and what a turntable's
 * pitch control comfortably makes up for), one step on the Camelot wheel (one note of the scale), 0.1 of energy (about
 * half the standard deviation over popular music: 0.18).
 */
export interface Sound {
  /** On a scale of ratios: equal steps are equal percentages. */
  readonly tempo: number;
  /** Place on the Camelot wheel. */
  readonly key: number;
  readonly energy: number;
}

const OCTAVE = 1 / Math.log2(1.06);
/** What a change to half or double time costs: heard, but the beat goes on. */
const HALF_TIME = 0.5;
const ENERGY_STEPS = 10;

/**
 * The sound of each track. What is unknown is guessed as the median of what is known of the others: the lower one of
 * two, and of keys the one with the fewest steps to all. A fact known of none is the same for all and so plays no part.
 */
export function soundsOf(facts: readonly OrderFacts[]): Sound[] {
  const tempos = facts.map(tempoOf);
  const keys = facts.map(keyOf);
  const energies = facts.map(energyOf);
  const tempo = median(tempos);
  const key = medianKey(keys);
  const energy = median(energies);
  return facts.map((_, i) => ({
    tempo: tempos[i] ?? tempo,
    key: keys[i] ?? key,
    energy: energies[i] ?? energy,
  }));
}

/** Steps above one beat a minute, or null where unknown. */
export function tempoOf({ bpm }: OrderFacts): number | null {
  if (bpm === null || !(bpm > 0 && bpm < Infinity)) return null;
  // Rounded, since the last bit of a logarithm is the engine's choice and may differ between versions.
  return Math.round(Math.log2(bpm) * OCTAVE * 1e6) / 1e6;
}

/** Place on the Camelot wheel, or null where unknown. */
export function keyOf({ key }: OrderFacts): number | null {
  return key === null ? null : keyPlace(key);
}

/** Steps above calm, or null where unknown. */
export function energyOf({ energy }: OrderFacts): number | null {
  return energy !== null && energy >= 0 && energy <= 1 ? energy * ENERGY_STEPS : null;
}

/** Steps from one tempo to another; half and double time count as near. */
export function tempoSteps(a: Sound, b: Sound): number {
  const steps = Math.abs(a.tempo - b.tempo);
  return Math.min(steps, Math.abs(steps - OCTAVE) + HALF_TIME);
}

export function keySteps(a: Sound, b: Sound): number {
  return placeDistance(a.key, b.key);
}

export function energySteps(a: Sound, b: Sound): number {
  return Math.abs(a.energy - b.energy);
}

/** How many tracks lack any of the facts that the readers look for. */
export function countLacking(
  facts: readonly OrderFacts[],
  ...readers: readonly ((track: OrderFacts) => number | null)[]
): number {
  return facts.filter((track) => readers.some((read) => read(track) === null)).length;
}

/** The middle one of the values that are known, the lower of two; 0 where none is. */
export function median(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[(known.length - 1) >> 1] ?? 0;
}

function medianKey(places: readonly (number | null)[]): number {
  const known = places.filter((place) => place !== null);
  let best = 0;
  let fewest = Infinity;
  for (let place = 0; place < 24; place++) {
    let steps = 0;
    for (const other of known) steps += placeDistance(place, other);
    if (steps >= fewest) continue;
    fewest = steps;
    best = place;
  }
  return best;
}
