import { pathOrder } from './path-order.ts';
import { countLacking, energyOf, energySteps, keyOf, keySteps, tempoOf, tempoSteps } from './sound.ts';
import type { TrackOrder } from './track-order.ts';

/**
 * Tempo, key and energy weigh the same, a step each being what listeners notice about equally. Tags rarely tell energy:
 * where no track has any, the order does without it and nothing is guessed.
 */
export const smooth: TrackOrder = {
  id: 'smooth',
  summary: 'small steps in tempo, key and energy from track to track',
  ...pathOrder((a, b) => tempoSteps(a, b) + keySteps(a, b) + energySteps(a, b)),
  guessed: (facts) => {
    const usesEnergy = facts.some((track) => energyOf(track) !== null);
    return usesEnergy ? countLacking(facts, tempoOf, keyOf, energyOf) : countLacking(facts, tempoOf, keyOf);
  },
};
