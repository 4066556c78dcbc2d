/** A kind of blank disc with its hard limits. */
export interface Medium {
  /** Lower case with hyphens, as the manifest names it. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'audio-cd';
  /** Frames from the start of track 1 to the lead-out that may be written. */
  readonly capacityFrames: number;
  readonly maxTracks: number;
  /** Shortest track that the standard allows, in frames. */
  readonly minTrackFrames: number;
  /** Where the capacity comes from, for the user. */
  readonly note: string;
}
