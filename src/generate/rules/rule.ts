/**
 * Rules on whole lists, as data. A rule can be checked on any list, ours or an imported one: it says where it is broken
 * and by how much. It can be loosened by one step at a time until nothing is left of it.
 */

/** What rules see of a track in a list. Names are folded. */
export interface ListTrack {
  /** Everybody credited: `A feat. B` counts for both. */
  readonly artists: readonly string[];
  readonly album: string | null;
  /** The same for all versions of a recording's title. */
  readonly title: string;
  readonly frames: number;
}

export type Trait = 'artist' | 'album' | 'title';

/** No more than `most` tracks of one artist (or album) in the whole list. */
export interface CapRule {
  readonly kind: 'cap';
  readonly by: 'artist' | 'album';
  readonly most: number;
}

/** At least so many other tracks, or frames from end to start, before the same one comes again. */
export interface GapRule {
  readonly kind: 'gap';
  readonly by: Trait;
  readonly least: number;
  readonly unit: 'tracks' | 'frames';
}

/** In any stretch of `frames`, no more than `most` tracks of one artist (or album), and no more than `inARow` together. */
export interface WindowRule {
  readonly kind: 'window';
  readonly by: 'artist' | 'album';
  readonly frames: number;
  readonly most: number;
  readonly inARow: number;
}

export type ListRule = CapRule | GapRule | WindowRule;

/** One place where a list breaks a rule. */
export interface Breach {
  readonly rule: string;
  /** Of the track that breaks it, from 1. */
  readonly position: number;
  /** What was wanted and what there is, in the unit of the rule. */
  readonly wanted: number;
  readonly found: number;
  readonly message: string;
}
