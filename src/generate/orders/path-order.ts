import { shortPath } from './path.ts';
import { soundsOf, type Sound } from './sound.ts';
import type { TrackOrder } from './track-order.ts';

/** Start and cost of an order in which each track is to lie as near as can be to the one before it. */
export function pathOrder(distance: (a: Sound, b: Sound) => number): Pick<TrackOrder, 'start' | 'cost'> {
  return {
    start: (facts, random) => {
      const sounds = soundsOf(facts);
      return shortPath(facts.length, (a, b) => distance(sounds[a]!, sounds[b]!), random);
    },
    cost: (facts) => {
      const sounds = soundsOf(facts);
      return (sequence, position) =>
        position === 0 ? 0 : distance(sounds[sequence[position - 1]!]!, sounds[sequence[position]!]!);
    },
  };
}
