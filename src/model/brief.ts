import type { ListRule } from './list-rule.ts';
import type { OrderBrief } from './order.ts';

/** The files that tracks become on a disc: their own, or for cars an MP3 of so many kbit/s of whatever is none yet. */
export interface FileForm {
  /** Null where every track's own file is copied. */
  readonly mp3: number | null;
}

/** What a list is to be like. */
export interface Brief extends Pick<
  OrderBrief,
  'genre' | 'style' | 'artist' | 'year' | 'bpm' | 'key' | 'where' | 'explicit' | 'exclude' | 'include' | 'order'
> {
  /**
   * Present where a disc of files is to be filled: what tracks take, and all lengths here, then are not frames that play but
   * sectors of 2048 bytes of these files. Rules on lists stay in frames.
   */
  readonly files?: FileForm;
  /** With `pauseFrames` for each track. */
  readonly wantedFrames: number;
  /** What each track takes beside itself; absent: nothing. */
  readonly pauseFrames?: number;
  /** How far below it is near enough; null: as usual. */
  readonly toleranceFrames: number | null;
  /** How far over it may be. */
  readonly overFrames: number;
  /** Whether tracks that nobody marked as clean or explicit count as clean. */
  readonly unknownIsClean: boolean;
  /** Rules on the list that may give way, the first one first. */
  readonly rules: readonly ListRule[];
  /** Rules on the list that may not. */
  readonly hardRules: readonly ListRule[];
  /** Tracks that the medium can't take are never chosen. */
  /** What one disc can have, where the list is for one; null: any number. */
  readonly mostTracks: number | null;
  readonly minTrackFrames: number;
  readonly maxTrackFrames: number;
}

/** The wanted length as it plays: a pause is before each track but the first. */
export function playingFrames(brief: Pick<Brief, 'wantedFrames' | 'pauseFrames'>): number {
  return brief.wantedFrames - (brief.pauseFrames ?? 0);
}
