/**
 * Rules on whole lists, as data. A rule can be checked on any list, ours or an imported one: it says where it is broken
 * and by how much. It can be loosened by one step at a time until nothing is left of it.
 */
import type { GenreNames } from './track-table.ts';

/** What rules see of a track in a list. Names of artists, albums and titles are folded. */
export interface ListTrack {
  /** Everybody credited, on the track or for its album: `A feat. B` counts for both. */
  readonly artists: readonly string[];
  /** One or none. */
  readonly albums: readonly string[];
  /** One, the same for all versions of a recording's title. */
  readonly titles: readonly string[];
  readonly filedUnder: GenreNames;
  readonly frames: number;
  readonly year: number | null;
  readonly bpm: number | null;
  readonly energy: number | null;
  /** Days since it was in a list before, 0 for another list of this batch; absent where it never was, or nobody knows. */
  readonly restedDays?: number;
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

/** Which tracks a quota counts: those filed under a genre or style, credited to an artist, or of a decade. */
export type QuotaGroup =
  | { readonly by: 'genre' | 'artist'; readonly name: string }
  | { readonly by: 'decade'; readonly name: string; readonly from: number };

/** A group has at least, or at most, so many percent of the list's playing time, to the nearest whole percent. */
export interface QuotaRule {
  readonly kind: 'quota';
  readonly of: QuotaGroup;
  readonly bound: 'least' | 'most';
  /** 0 to 100 */
  readonly percent: number;
}

/** No track that was in a list less than `days` ago, nor in another list of the batch. */
export interface FreshRule {
  readonly kind: 'fresh';
  readonly days: number;
}

/** From the lowest to the highest no more than `most`: years, beats a minute, or energy from 0 to 1. */
export interface SpreadRule {
  readonly kind: 'spread';
  readonly by: 'year' | 'bpm' | 'energy';
  readonly most: number;
}

export type ListRule = CapRule | GapRule | WindowRule | QuotaRule | FreshRule | SpreadRule;

/** One place where a list breaks a rule. */
export interface Breach {
  readonly rule: string;
  /** Of the track that breaks it, from 1; null where it is the list as a whole. */
  readonly position: number | null;
  /** What was wanted and what there is, in the unit of the rule. */
  readonly wanted: number;
  readonly found: number;
  readonly message: string;
}
