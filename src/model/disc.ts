import type { TrackFlags } from './audio-options.ts';
import type { Medium } from './medium.ts';
import type { Track } from './track.ts';

/** One track on one disc. */
export interface DiscTrack {
  /** 1 to 99 */
  readonly number: number;
  /** In the playlist, from 1. */
  readonly position: number;
  readonly track: Track;
  /** Frame at which it begins, counted from the start of the program area (LBA 0). */
  readonly startFrame: number;
  readonly frames: number;
  /** Silence before it, which belongs to it as index 00; absent: none. */
  readonly pregapFrames?: number;
  /** It goes on where the track before it ends, as on their album: one stream of samples. Absent: it does not. */
  readonly continues?: true;
  /** How far into its first frame its audio begins, where that frame still has the end of the track before; absent: 0. */
  readonly offsetSamples?: number;
}

/** The tracks of a playlist laid out on one disc. */
export interface Disc {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** Of how many. */
  readonly of: number;
  /** Id of the way in which the playlist was split over its discs; null where it is whole on this one. */
  readonly split: string | null;
  readonly medium: Medium;
  readonly title: string;
  readonly performer: string;
  readonly catalog: string | null;
  /** Absent: none. */
  readonly flags?: TrackFlags;
  readonly tracks: readonly DiscTrack[];
  /** Frames of the whole program area: the lead-out begins here. */
  readonly frames: number;
  readonly copies: readonly Copy[];
}

/** One physical replica of a disc. */
export interface Copy {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** Short and unique, for labels: `4KQ7-ZT01-1-02` (playlist, disc, copy). */
  readonly serial: string;
}

/** Frames of all pauses on some discs together. */
export function pauseFramesOf(discs: readonly Disc[]): number {
  return discs.reduce((sum, disc) => disc.tracks.reduce((all, { pregapFrames = 0 }) => all + pregapFrames, sum), 0);
}
