import { shuffled } from '../../base/random.ts';
import { inGivenOrder, type TrackOrder } from './track-order.ts';

export const shuffle: TrackOrder = {
  id: 'shuffle',
  summary: 'by chance, the same for the same seed',
  start: (facts, random) => shuffled(inGivenOrder(facts), random),
  cost: () => () => 0,
  guessed: () => 0,
};
