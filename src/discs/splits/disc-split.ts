import type { AudioMedium } from '../../model/medium.ts';

/** What a split looks at in a track. */
export interface SplitTrack {
  /** What it takes on a disc, 1 to `capacityFrames`; where discs hold files, both are sectors. */
  readonly frames: number;
  /** Folded; empty where nobody is named. */
  readonly artist: string;
}

export type DiscLimits = Pick<AudioMedium, 'capacityFrames' | 'maxTracks'>;

/** One way to split a list over discs. Tracks are named by their indexes. */
export interface DiscSplit {
  /** Lower case with hyphens, as the manifest names it. */
  readonly id: string;
  /** One phrase for help and README. */
  readonly summary: string;
  /**
   * The tracks of each disc, ascending: every track once, no disc empty or beyond the limits, and never more discs than
   * filling one after the other makes. Deterministic.
   */
  split(tracks: readonly SplitTrack[], limits: DiscLimits): number[][];
}
