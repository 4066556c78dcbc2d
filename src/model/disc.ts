import type { TrackFlags } from './audio-options.ts';
import type { AudioMedium, DataMedium } from './medium.ts';
import type { Track } from './track.ts';

interface Place {
  /** From 1; on an audio CD to 99. */
  readonly number: number;
  /** In the playlist, from 1. */
  readonly position: number;
  readonly track: Track;
  /** What it plays. */
  readonly frames: number;
}

/** One track on one audio CD. */
export interface DiscTrack extends Place {
  /** Frame at which it begins, counted from the start of the program area (LBA 0). */
  readonly startFrame: number;
  /** Silence before it, which belongs to it as index 00; absent: none. */
  readonly pregapFrames?: number;
  /** It goes on where the track before it ends, as on their album: one stream of samples. Absent: it does not. */
  readonly continues?: true;
  /** How far into its first frame its audio begins, where that frame still has the end of the track before; absent: 0. */
  readonly offsetSamples?: number;
}

/** One track on one disc of files. */
export interface DataTrack extends Place {
  /** Path on the disc, with `/`. */
  readonly file: string;
  /** Size of that file. */
  readonly bytes: number;
  /** Bits a second (in thousands) of the MP3 that is made of it; null where its own file is copied. */
  readonly mp3: number | null;
}

interface Laid {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** Of how many. */
  readonly of: number;
  /** Id of the way in which the playlist was split over its discs; null where it is whole on this one. */
  readonly split: string | null;
  readonly title: string;
  readonly performer: string;
  readonly catalog: string | null;
  /** Of all tracks; on an audio CD the whole program area: the lead-out begins here. */
  readonly frames: number;
  readonly copies: readonly Copy[];
}

export interface AudioDisc extends Laid {
  readonly kind: 'audio';
  readonly medium: AudioMedium;
  /** Absent: none. */
  readonly flags?: TrackFlags;
  readonly tracks: readonly DiscTrack[];
}

export interface DataDisc extends Laid {
  readonly kind: 'data';
  readonly medium: DataMedium;
  readonly tracks: readonly DataTrack[];
  /** Sectors of 2048 bytes of the whole image, its padding counted. */
  readonly sectors: number;
}

/** The tracks of a playlist laid out on one disc. */
export type Disc = AudioDisc | DataDisc;

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
  const tracks = discs.flatMap((disc) => (disc.kind === 'audio' ? disc.tracks : []));
  return tracks.reduce((sum, { pregapFrames = 0 }) => sum + pregapFrames, 0);
}
