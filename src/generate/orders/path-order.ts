import { distanceTable, shortPath, type Distance } from './path.ts';
import { soundsOf, type Sound } from './sound.ts';
import type { OrderFacts, TrackOrder } from './track-order.ts';

/** Start and cost of an order in which each track is to lie as near as can be to the one before it. */
export function pathOrder(distance: (a: Sound, b: Sound) => number): Pick<TrackOrder, 'start' | 'cost'> {
  const between = (facts: readonly OrderFacts[]): Distance => {
    const sounds = soundsOf(facts);
    return distanceTable(facts.length, (a, b) => distance(sounds[a]!, sounds[b]!));
  };
  return {
    start: (facts, random) => shortPath(facts.length, between(facts), random),
    cost: (facts) => {
      const known = between(facts);
      return (sequence, position) => (position === 0 ? 0 : known(sequence[position - 1]!, sequence[position]!));
    },
  };
}
