import { normaliseIsrc } from '../../base/isrc.ts';
import { parseMusicbrainzId } from '../../base/musicbrainz-id.ts';
import { oneLine } from '../../base/text.ts';
import {
  unreadable,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type WritableFormat,
} from './format.ts';
import { jspfList, readJspf } from './jspf.ts';
import { isRecord, parseJson, textOf } from './json-text.ts';
import { parseLength, toLengthMs } from './length.ts';
import { lineToPath, unmistakable } from './location.ts';

/**
 * JSON of our own: `{ "title", "creator", "tracks": [{ "title", "artist", "album", "lengthMs", "location" }] }`. Read
 * are that, what `playlist show --format json` prints, an array of such tracks or of paths alone, and JSPF.
 */
export const json: WritableFormat = {
  id: 'json',
  name: 'JSON',
  extensions: ['json'],
  write,
  read,
};

function write(list: PlaylistDocument): string {
  const { title, creator, tracks } = list;
  const described = tracks.map((track) => ({
    title: oneLine(track.title),
    artist: oneLine(track.artist),
    album: oneLine(track.album),
    lengthMs: track.lengthMs,
    location: unmistakable(track.location.toWellFormed()),
  }));
  return `${JSON.stringify({ title: oneLine(title), creator: oneLine(creator), tracks: described }, null, 2)}\n`;
}

async function read(data: Uint8Array, source: string): Promise<PlaylistEntries> {
  const value = parseJson(data, 'JSON', source);
  const foreign = jspfList(value);
  if (foreign !== null) return readJspf(foreign);
  const list = isRecord(value) ? value : { tracks: value };
  const tracks = list['tracks'];
  if (!Array.isArray(tracks)) throw unreadable('JSON', source, null, 'it is neither a list of tracks nor has "tracks"');
  return { title: oneLine(textOf(list['title'])), entries: tracks.map((track, i) => entryOf(track, i, source)) };
}

function entryOf(track: unknown, index: number, source: string): PlaylistEntry {
  if (typeof track === 'string')
    return { location: lineToPath(track), title: '', artist: '', album: '', lengthMs: null };
  if (!isRecord(track)) {
    throw unreadable('JSON', source, null, `its track ${index + 1} is neither an object nor a path`);
  }
  const location = textOf(track['location'] ?? track['path']);
  const isrc = normaliseIsrc(textOf(track['isrc']));
  const musicbrainzId = parseMusicbrainzId(textOf(track['musicbrainzRecordingId'] ?? track['musicbrainzId']));
  return {
    location: location.trim() === '' ? null : lineToPath(location),
    title: oneLine(textOf(track['title'])),
    artist: oneLine(textOf(track['artist'])),
    album: oneLine(textOf(track['album'])),
    lengthMs: toLengthMs(Number(textOf(track['lengthMs']))) ?? parseLength(textOf(track['length'])),
    ...(isrc !== null && { isrc }),
    ...(musicbrainzId !== null && { musicbrainzId }),
  };
}
