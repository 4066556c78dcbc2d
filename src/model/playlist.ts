import { trackFrames, type Track } from './track.ts';

/** A chosen, ordered list of tracks. It keeps what was known of each track when the list was made. */
export interface Playlist {
  readonly id: string;
  readonly title: string;
  /** Id of the playlist or name of the file that this one was copied from, or null for a generated one. */
  readonly clonedFrom: string | null;
  /** Null for a clone as it is. */
  readonly seed: number | null;
  /** Null where no length was asked for. */
  readonly wantedFrames: number | null;
  readonly tracks: readonly Track[];
}

/** Frames of all tracks together, each padded to a whole frame. */
export function playlistFrames(tracks: readonly Track[]): number {
  return tracks.reduce((sum, track) => sum + trackFrames(track), 0);
}
