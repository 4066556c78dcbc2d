import { shuffled } from '../../base/random.ts';
import { countLacking, energyOf, median, tempoOf } from './sound.ts';
import { inGivenOrder, type OrderFacts, type TrackOrder } from './track-order.ts';

/** Where the peak lies, as a share of the list. */
const PEAK = 2 / 3;

/**
 * Rises to its peak and falls again, without exception where no rule asks for one. The level of a track is its energy,
 * or its tempo where more tracks tell that. A track costs the square of how far (in steps, see sound.ts) its level is
 * from the one wanted at its position, so that two small deviations are better than one large.
 */
export const arc: TrackOrder = {
  id: 'arc',
  summary: 'warm-up, peak at two thirds, cool-down: by energy, or by tempo where energy is unknown',
  start: (facts, random) => {
    const levels = levelsOf(facts);
    const rising = shuffled(inGivenOrder(facts), random).sort((a, b) => levels[a]! - levels[b]!);
    const sequence = [...rising];
    for (const [rank, position] of positionsByHeight(facts.length).entries()) sequence[position] = rising[rank]!;
    return sequence;
  },
  cost: (facts) => {
    const levels = levelsOf(facts);
    const rising = [...levels].sort((a, b) => a - b);
    const wanted = [...rising];
    for (const [rank, position] of positionsByHeight(facts.length).entries()) wanted[position] = rising[rank]!;
    return (sequence, position) => (levels[sequence[position]!]! - wanted[position]!) ** 2;
  },
  guessed: (facts) => countLacking(facts, levelReader(facts)),
};

/** The positions of a list, from the lowest of the arc to its peak. */
function positionsByHeight(length: number): number[] {
  const peak = Math.round((length - 1) * PEAK);
  const heights = Array.from({ length }, (_, position) =>
    position <= peak ? (position + 1) / (peak + 1) : (length - position) / (length - peak),
  );
  return heights.map((_, position) => position).sort((a, b) => heights[a]! - heights[b]!);
}

function levelsOf(facts: readonly OrderFacts[]): number[] {
  const known = facts.map(levelReader(facts));
  const guess = median(known);
  return known.map((level) => level ?? guess);
}

function levelReader(facts: readonly OrderFacts[]): (track: OrderFacts) => number | null {
  return countLacking(facts, energyOf) <= countLacking(facts, tempoOf) ? energyOf : tempoOf;
}
