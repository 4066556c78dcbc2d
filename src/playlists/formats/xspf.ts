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
import { pathToUri, uriToPath } from './location.ts';
import { xspfFault } from './xspf-structure.ts';
import { readXml, xmlText } from './xml.ts';

const NAMESPACE = 'http://xspf.org/ns/0/';

/** XSPF version 1 (xspf.org). Reading is strict on the structure and lenient on the values; no entity is ever expanded. */
export const xspf: WritableFormat = {
  id: 'xspf',
  name: 'XSPF',
  extensions: ['xspf'],
  keepsSlashes: true,
  write,
  read,
};

function write(list: PlaylistDocument): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<playlist version="1" xmlns="${NAMESPACE}">`,
    ...element('  ', 'title', list.title),
    ...element('  ', 'creator', list.creator),
    '  <trackList>',
    ...list.tracks.flatMap(trackLines),
    '  </trackList>',
    '</playlist>',
    '',
  ].join('\n');
}

function trackLines(track: DocumentTrack): string[] {
  const indent = '      ';
  return [
    '    <track>',
    ...element(indent, 'location', pathToUri(track.location)),
    ...element(indent, 'title', track.title),
    ...element(indent, 'creator', track.artist),
    ...element(indent, 'album', track.album),
    ...element(indent, 'duration', String(track.lengthMs)),
    '    </track>',
  ];
}

/** An element of text on a line, or no line where there is no text. */
function element(indent: string, name: string, text: string): string[] {
  const safe = xmlText(text);
  return safe === '' ? [] : [`${indent}<${name}>${safe}</${name}>`];
}

/** The elements that are read, by their path from the root. */
const TITLE = 'playlist/title';
const TRACK = 'playlist/trackList/track';

async function read(data: Uint8Array, source: string): Promise<PlaylistEntries> {
  const entries: PlaylistEntry[] = [];
  let title = '';
  let hasTracks = false;
  let fields = new Map<string, string>();
  await readXml(data, 'XSPF', source, {
    root: 'playlist',
    namespace: NAMESPACE,
    open: (path, attribute, refuse) => {
      const fault = xspfFault(path, attribute);
      if (fault !== null) throw refuse(fault);
      if (path === 'playlist/trackList' && hasTracks) throw refuse('it has more than one <trackList>');
      hasTracks ||= path === 'playlist/trackList';
      if (path === TRACK) fields = new Map();
    },
    close: (path, text) => {
      const slash = path.lastIndexOf('/');
      const name = path.slice(slash + 1);
      if (path === TRACK) entries.push(entryOf(fields));
      else if (path === TITLE) title ||= oneLine(text);
      else if (path.slice(0, Math.max(0, slash)) === TRACK && !isTold(fields, name)) fields.set(name, text.trim());
    },
  });
  if (!hasTracks) throw unreadable('XSPF', source, null, 'it has no <trackList>');
  return { title, entries };
}

/** Of several identifiers the first one counts that is of MusicBrainz, of all else the first. */
function isTold(fields: ReadonlyMap<string, string>, name: string): boolean {
  const told = fields.get(name);
  return told !== undefined && (name !== 'identifier' || parseMusicbrainzId(told) !== null);
}

function entryOf(fields: ReadonlyMap<string, string>): PlaylistEntry {
  const location = fields.get('location') ?? '';
  const text = (name: string): string => oneLine(fields.get(name) ?? '');
  const duration = text('duration');
  const musicbrainzId = parseMusicbrainzId(text('identifier'));
  return {
    location: location === '' ? null : uriToPath(location),
    title: text('title'),
    artist: text('creator'),
    album: text('album'),
    lengthMs: /^0*[1-9]\d{0,14}$/.test(duration) ? Number(duration) : null,
    ...(musicbrainzId !== null && { musicbrainzId }),
  };
}
