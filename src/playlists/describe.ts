import { framesToMs } from '../base/frames.ts';
import { playlistFrames, type Playlist } from '../model/playlist.ts';
import { trackFrames, trackLengthMs } from '../model/track.ts';

/** One track of a playlist, as JSON output shows it. A documented contract: see README. */
export interface PlaylistTrackDescription {
  readonly position: number;
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  readonly year: number | null;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly lengthMs: number;
  readonly frames: number;
  /** Null where nobody knows where it lies. */
  readonly path: string | null;
}

export interface PlaylistDescription {
  readonly id: string;
  readonly title: string;
  readonly clonedFrom: string | null;
  readonly seed: number | null;
  readonly wantedMs: number | null;
  readonly lengthMs: number;
  readonly tracks: readonly PlaylistTrackDescription[];
}

/** A playlist as `playlist show` prints it. */
export function describePlaylist(playlist: Playlist): PlaylistDescription {
  const { id, title, clonedFrom, seed, wantedFrames, tracks } = playlist;
  return {
    id,
    title,
    clonedFrom,
    seed,
    wantedMs: wantedFrames === null ? null : framesToMs(wantedFrames),
    lengthMs: framesToMs(playlistFrames(tracks)),
    tracks: describeTracks(playlist),
  };
}

export function describeTracks({ tracks }: Pick<Playlist, 'tracks'>): PlaylistTrackDescription[] {
  return tracks.map((track, i) => {
    const { id, title, artist, album, genres, styles, year, bpm, key, path } = track;
    return {
      position: i + 1,
      id,
      title,
      artist,
      album,
      genres,
      styles,
      year,
      bpm,
      key,
      lengthMs: trackLengthMs(track),
      frames: trackFrames(track),
      path: path === '' ? null : path,
    };
  });
}
