import { oneLine } from '../../base/text.ts';
import { decodeWindows1252 } from '../../base/windows-1252.ts';
import {
  unreadable,
  type DocumentTrack,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type PlaylistFormat,
} from './format.ts';
import { pathToUri, uriToPath } from './location.ts';

const NAMESPACE = 'http://xspf.org/ns/0/';
const MAX_DEPTH = 100;

/** XSPF version 1 (xspf.org). Reading is strict on the XML and lenient on what is in it; no entity is ever expanded. */
export const xspf: PlaylistFormat = {
  id: 'xspf',
  name: 'XSPF',
  extensions: ['xspf'],
  write,
  read: async (data, source) => parse(decode(data, source), source),
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
  const safe = oneLine(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return safe === '' ? [] : [`${indent}<${name}>${safe}</${name}>`];
}

/** XML is UTF-8 unless a mark or its declaration says otherwise. */
function decode(data: Uint8Array, source: string): string {
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(data.subarray(0, 200)).toString('latin1'),
  )?.[1];
  const mark =
    data[0] === 0xff && data[1] === 0xfe ? 'utf-16le' : data[0] === 0xfe && data[1] === 0xff ? 'utf-16be' : undefined;
  const encoding = mark ?? declared ?? 'utf-8';
  if (/^(windows-1252|iso-8859-1)$/i.test(encoding)) return decodeWindows1252(data);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    throw unreadable('XSPF', source, null, `it can't be decoded as ${encoding}`);
  }
}

/** The elements that are read, by their path from the root. */
const TITLE = 'playlist/title';
const TRACK = 'playlist/trackList/track';

async function parse(text: string, source: string): Promise<PlaylistEntries> {
  const { SaxesParser } = await import('saxes');
  const parser = new SaxesParser({ xmlns: true });
  const entries: PlaylistEntry[] = [];
  const open: string[] = [];
  let title = '';
  let fields = new Map<string, string>();
  let content = '';

  parser.on('error', (error) => {
    throw unreadable('XSPF', source, parser.line, error.message.replace(/^\d+:\d+: |\.$/g, ''));
  });
  parser.on('opentag', (tag) => {
    const own = tag.uri === NAMESPACE || tag.uri === '';
    if (open.length === 0 && !(own && tag.local === 'playlist')) {
      throw unreadable('XSPF', source, parser.line, `it begins with <${oneLine(tag.name)}>, not with <playlist>`);
    }
    if (open.length === MAX_DEPTH) throw unreadable('XSPF', source, parser.line, 'it is nested too deeply');
    open.push(own ? tag.local : '?');
    content = '';
    if (open.join('/') === TRACK) fields = new Map();
  });
  parser.on('text', (part) => (content += part));
  parser.on('cdata', (part) => (content += part));
  parser.on('closetag', () => {
    const path = open.join('/');
    const name = open.pop()!;
    if (path === TRACK) entries.push(entryOf(fields));
    else if (path === TITLE) title ||= oneLine(content);
    else if (open.join('/') === TRACK && !fields.has(name)) fields.set(name, content.trim());
    content = '';
  });
  parser.write(text).close();
  return { title, entries };
}

function entryOf(fields: ReadonlyMap<string, string>): PlaylistEntry {
  const location = fields.get('location') ?? '';
  const text = (name: string): string => oneLine(fields.get(name) ?? '');
  const duration = text('duration');
  return {
    location: location === '' ? null : uriToPath(location),
    title: text('title'),
    artist: text('creator'),
    album: text('album'),
    lengthMs: /^0*[1-9]\d{0,14}$/.test(duration) ? Number(duration) : null,
  };
}
