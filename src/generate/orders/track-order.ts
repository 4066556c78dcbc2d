import type { Random } from '../../base/random.ts';

/** What orders look at in a track. */
export interface OrderFacts {
  /** Beats a minute; anything but a number above 0 is unknown. */
  readonly bpm: number | null;
  /** In Camelot form (base/music-key.ts); anything else is unknown. */
  readonly key: string | null;
  /** 0 (calm) to 1 (intense); anything else is unknown. */
  readonly energy: number | null;
  /** What `interleave` spreads: a genre, an artist. */
  readonly group: string;
}

/** One way to order the tracks of a list. Tracks are named by their indexes in `facts`. */
export interface TrackOrder {
  /** Lower case with hyphens, as the manifest names it. */
  readonly id: string;
  /** One phrase for help and README. */
  readonly summary: string;
  /** The best sequence it can find where no rule stands in its way: every index once. Deterministic by `random`. */
  start(facts: readonly OrderFacts[], random: Random): number[];
  /** What it costs to have a track at its position after the one before it: finite, never negative. */
  cost(facts: readonly OrderFacts[]): (sequence: readonly number[], position: number) => number;
  /** How many tracks lack a fact that it needs and had to guess. */
  guessed(facts: readonly OrderFacts[]): number;
}

/** The indexes of all tracks, as they were given. */
export function inGivenOrder(facts: readonly OrderFacts[]): number[] {
  return facts.map((_, index) => index);
}
