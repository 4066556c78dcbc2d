import type { KnownFacts } from './track-table.ts';
import { trackFrames, type Track } from './track.ts';

/** A chosen, ordered list of tracks, as the library knows them. */
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

/** A list as it is kept: which tracks, with what choosing knew of each. The rest, and where they lie, is the library's to tell. */
export type KeptPlaylist = Omit<Playlist, 'tracks'> & { readonly tracks: readonly KnownFacts[] };

/** Frames of all tracks together, each padded to a whole frame. */
export function playlistFrames(tracks: readonly Pick<Track, 'lengthSamples' | 'sampleRate'>[]): number {
  return tracks.reduce((sum, track) => sum + trackFrames(track), 0);
}
