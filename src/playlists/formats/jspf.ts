import { parseMusicbrainzId } from '../../base/musicbrainz-id.ts';
import { oneLine } from '../../base/text.ts';
import {
  unreadable,
  type DocumentTrack,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type WritableFormat,
} from './format.ts';
import { isRecord, parseJson, textOf, type JsonRecord } from './json-text.ts';
import { toLengthMs } from './length.ts';
import { pathToUri, uriToPath } from './location.ts';

/**
 * JSPF (wiki.xiph.org/JSPF): XSPF in JSON. Each track has a list of locations, of which the first is read, and one of
 * identifiers, of which one of MusicBrainz is.
 */
export const jspf: WritableFormat = {
  id: 'jspf',
  name: 'JSPF',
  extensions: ['jspf'],
  keepsSlashes: true,
  write,
  read: async (data, source) => {
    const list = jspfList(parseJson(data, 'JSPF', source));
    if (list === null) throw unreadable('JSPF', source, null, 'it has no "playlist"');
    return readJspf(list);
  },
};

function write(list: PlaylistDocument): string {
  const playlist = {
    title: oneLine(list.title),
    creator: filled(oneLine(list.creator)),
    track: list.tracks.map(describeTrack),
  };
  return `${JSON.stringify({ playlist }, null, 2)}\n`;
}

function describeTrack({ location, title, artist, album, lengthMs }: DocumentTrack): unknown {
  return {
    location: [pathToUri(location)],
    title: filled(oneLine(title)),
    creator: filled(oneLine(artist)),
    album: filled(oneLine(album)),
    duration: lengthMs,
  };
}

/** JSON leaves out what is undefined. */
function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** The playlist in a JSPF document; null where the value is none. */
export function jspfList(value: unknown): JsonRecord | null {
  const list = isRecord(value) ? value['playlist'] : null;
  return isRecord(list) ? list : null;
}

export function readJspf(list: JsonRecord): PlaylistEntries {
  const tracks = Array.isArray(list['track']) ? list['track'] : [];
  return { title: oneLine(textOf(list['title'])), entries: tracks.filter(isRecord).map(entryOf) };
}

function entryOf(track: JsonRecord): PlaylistEntry {
  const location = textOf(track['location']).trim();
  const identifiers = [track['identifier']].flat().map((one) => parseMusicbrainzId(textOf(one)));
  const musicbrainzId = identifiers.find((id) => id !== null);
  return {
    location: location === '' ? null : uriToPath(location),
    title: oneLine(textOf(track['title'])),
    artist: oneLine(textOf(track['creator'])),
    album: oneLine(textOf(track['album'])),
    lengthMs: toLengthMs(Number(textOf(track['duration']))),
    ...(musicbrainzId !== undefined && { musicbrainzId }),
  };
}
