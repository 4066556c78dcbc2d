import type { OrderBrief } from '../../model/order.ts';
import type { Track } from '../../model/track.ts';
import type { ListRule } from '../rules/rule.ts';

/** What a list is to be like. */
export interface Brief extends Pick<
  OrderBrief,
  'genre' | 'style' | 'artist' | 'year' | 'bpm' | 'key' | 'explicit' | 'exclude' | 'include' | 'order'
> {
  readonly wantedFrames: number;
  /** How far below it is near enough; null: as usual. */
  readonly toleranceFrames: number | null;
  /** Rules on the list that may give way, the first one first. */
  readonly rules: readonly ListRule[];
  /** Rules on the list that may not. */
  readonly hardRules: readonly ListRule[];
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

/** A rule on a fact of which the tags may tell nothing; a track that lacks it doesn't pass. */
export interface FactConstraint extends Pick<Constraint, 'id' | 'accepts'> {
  /** What to tell when this rule leaves none of `fitting`, the tracks that the rules before it let through. */
  explainNone(brief: Brief, fitting: readonly Track[]): Shortage;
}
