import type { LoudnessAim } from './loudness.ts';

/** How the audio discs of a batch are made, where its orders don't tell. */
export interface AudioOptions {
  /** Whether the audio of a disc is one file, a file a track, or both. */
  readonly layout: 'image' | 'tracks' | 'both';
  /** Whether a raw image with its own cue sheet lies beside. */
  readonly bin: boolean;
  /** Whether a DDP 2.00 fileset for a pressing plant lies beside. */
  readonly ddp: boolean;
  /** Silence before each track but the first, in milliseconds. */
  readonly pauseMs: number;
  readonly cdText: CdTextCharset;
  readonly flags: TrackFlags;
  /** Null: no level is changed. */
  readonly loudness: LoudnessAim | null;
}

/** The characters of CD-TEXT: those that every reader takes, or those of ISO-8859-1, as its standard has them. */
export type CdTextCharset = 'ascii' | 'latin1';

/** What the control nibble in the Q channel says of every track (IEC 60908). */
export interface TrackFlags {
  readonly copyPermitted: boolean;
  /** The audio given has 50/15 µs pre-emphasis: nothing is done to it. */
  readonly preEmphasis: boolean;
}

export const NO_FLAGS: TrackFlags = { copyPermitted: false, preEmphasis: false };

export const PLAIN_AUDIO: AudioOptions = {
  layout: 'image',
  bin: false,
  ddp: false,
  pauseMs: 0,
  cdText: 'ascii',
  flags: NO_FLAGS,
  loudness: null,
};
