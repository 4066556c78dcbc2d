import type { Brief } from './brief.ts';
import type { Breach } from './list-rule.ts';

/** One column to change, and what to write there; empty: leave it out. */
export interface Change {
  readonly column: string;
  readonly to: string;
}

/** Why a list is shorter than wanted, and what would help. */
export interface Shortage {
  readonly message: string;
  readonly hint: string;
  /** Changes of one column that are each enough, the smallest first. */
  readonly changes: readonly Change[];
}

/** How many tracks were left after each rule on tracks, the first entry being the whole library. */
export type Counts = readonly { readonly rule: string; readonly left: number }[];

/** Why a list has these tracks: plain data. */
export interface Reasons {
  readonly seed: number;
  readonly candidates: Counts;
  /** Of all facts on the tracks that the rules let through: equal fingerprints and seeds give equal lists. */
  readonly libraryFingerprint: string;
  /** What the files of the list take, where a disc of files was to be filled. */
  readonly takenSectors?: number;
  /** Where the list breaks rules that had to give way. */
  readonly breaches: readonly Breach[];
  /** Where it breaks rules that must not be broken: the list is of no use then. */
  readonly hardBreaches: readonly Breach[];
  /** Explicit tracks that were taken because the others did not do. */
  readonly explicitTracks: number;
  /** Tracks of which the order of the list had to guess tempo, key or energy. */
  readonly guessed: number;
  /** Names that the brief includes and the list lacks. */
  readonly leftOut: readonly string[];
  /** Why the list is shorter than wanted, or null. */
  readonly shortage: Shortage | null;
}

/** What a clone has of its source, and what it has not. */
export interface Varied {
  /** How many percent of the source's tracks were to be chosen anew. */
  readonly percent: number;
  /** Positions in the clone of the tracks that were kept, from 1. */
  readonly kept: readonly number[];
  /** The tracks that were taken out, with their positions in the source. */
  readonly takenOut: readonly {
    readonly position: number;
    readonly id: string;
    readonly title: string;
    readonly artist: string;
  }[];
}

/** What is kept beside a playlist that was chosen. */
export interface Why {
  readonly brief: Brief;
  readonly reasons: Reasons;
  /** Present for a clone of which a part was chosen anew. */
  readonly varied?: Varied;
  /** What the choice took. */
  readonly spentMs: number;
}
