/** Of user data in a sector of a CD, DVD or BD that holds files. */
export const SECTOR_BYTES = 2048;

interface Blank {
  /** Lower case with hyphens, as the manifest names it. */
  readonly id: string;
  readonly name: string;
  /** Absent: 120. */
  readonly diameterMm?: 80;
  /** Most tracks that one disc may hold. */
  readonly maxTracks: number;
  /** Where the capacity comes from, for the user. */
  readonly note: string;
}

/** A CD that holds music as a CD player plays it (IEC 60908). */
export interface AudioMedium extends Blank {
  readonly kind: 'audio-cd';
  /** Frames from the start of track 1 to the lead-out that may be written. */
  readonly capacityFrames: number;
  /** Shortest track that the standard allows, in frames. */
  readonly minTrackFrames: number;
}

/** A disc that holds files. */
export interface DataMedium extends Blank {
  readonly kind: 'data';
  /** Sectors of 2048 bytes that an image may have. */
  readonly capacitySectors: number;
  /** What the files are for: any computer, or MP3 players with narrow limits, as in cars. */
  readonly profile: 'plain' | 'car';
}

/** A kind of blank disc with its hard limits. */
export type Medium = AudioMedium | DataMedium;
