import { toAscii } from '../base/ascii.ts';
import type { ListWriter } from '../discs/data/disc-files.ts';
import { trackLengthMs } from '../model/track.ts';
import type { PlaylistDocument } from '../playlists/formats/format.ts';
import { m3u } from '../playlists/formats/m3u.ts';
import { m3u8 } from '../playlists/formats/m3u8.ts';

/**
 * The playlists on a disc of files, which name its files by where they lie on it: M3U8 as new players read it, and M3U
 * with `\` and in the bytes of a Windows code page for those that know no better. Names that this page lacks are romanised.
 */
export const discLists: ListWriter = ({ title, tracks }) => {
  const list: PlaylistDocument = {
    title,
    creator: '',
    tracks: tracks.map(({ file, track }) => ({
      location: file,
      title: track.title,
      artist: track.artist,
      album: track.album,
      lengthMs: trackLengthMs(track),
    })),
  };
  return [
    { fileName: 'playlist.m3u', content: m3u.encode!(m3u.write(forWindows(list))) },
    { fileName: 'playlist.m3u8', content: Buffer.from(m3u8.write(list)) },
  ];
};

function forWindows(list: PlaylistDocument): PlaylistDocument {
  const plain = (text: string): string => (/^[\x20-\x7e\xa0-\xff]*$/.test(text) ? text : toAscii(text));
  return {
    ...list,
    title: plain(list.title),
    tracks: list.tracks.map((track) => ({
      ...track,
      location: track.location.replaceAll('/', '\\'),
      title: plain(track.title),
      artist: plain(track.artist),
    })),
  };
}
