import type { Playlist } from '../model/playlist.ts';
import { trackLengthMs } from '../model/track.ts';
import type { PlaylistDocument } from './formats/format.ts';

/** A playlist as its files show it, each track at its path from the library's folder. */
export function playlistDocument(playlist: Playlist, creator = ''): PlaylistDocument {
  return {
    title: playlist.title,
    creator,
    tracks: playlist.tracks.map((track) => ({
      location: track.relativePath,
      title: track.title,
      artist: track.artist,
      album: track.album,
      lengthMs: trackLengthMs(track),
    })),
  };
}
