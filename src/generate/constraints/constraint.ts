import type { Track } from '../../model/track.ts';

/** What a list is to be like. */
export interface Brief {
  readonly genre: readonly string[];
  readonly style: readonly string[];
  readonly artist: readonly string[];
  readonly wantedFrames: number;
  /** Tracks that the medium can't take are never chosen. */
  readonly minTrackFrames: number;
  readonly maxTrackFrames: number;
}

/** Why a list is shorter than wanted, and what would help. */
export interface Shortage {
  readonly message: string;
  readonly hint: string;
}

/** One hard rule on single tracks. */
export interface Constraint {
  readonly id: string;
  /** The test that the brief asks for, or null where it does not use this rule. */
  accepts(brief: Brief): ((track: Track) => boolean) | null;
  /** What to tell when this rule leaves no track. */
  explainNone(brief: Brief, library: readonly Track[]): Shortage;
}
