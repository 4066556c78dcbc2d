import { inGivenOrder, type TrackOrder } from './track-order.ts';

/** Costs how far each track is from its own place, so that rules which need a change get the smallest. */
export const asIs: TrackOrder = {
  id: 'as-is',
  summary: 'as chosen or cloned; moved only where a rule needs it, and then as little as possible',
  start: inGivenOrder,
  cost: () => (sequence, position) => Math.abs(sequence[position]! - position),
  guessed: () => 0,
};
