import type { Playlist } from '../model/playlist.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import type { WritableFormat } from './formats/format.ts';

/** The text of a playlist file. Locations are the files' absolute paths, or what `locate` makes of a track. */
export function exportPlaylist(
  playlist: Playlist,
  format: WritableFormat,
  locate: (track: Track) => string = ({ path }) => path,
): string {
  return format.write({
    title: playlist.title,
    creator: '',
    tracks: playlist.tracks.map((track) => ({
      location: locate(track),
      title: track.title,
      artist: track.artist,
      album: track.album,
      lengthMs: trackLengthMs(track),
      ...(track.isrc !== null && { isrc: track.isrc }),
    })),
  });
}
