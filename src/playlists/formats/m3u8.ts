import { oneLine } from '../../base/text.ts';
import { decodeWindows1252 } from '../../base/windows-1252.ts';
import {
  unreadable,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type PlaylistFormat,
} from './format.ts';
import { uriToPath } from './location.ts';

/**
 * M3U with the extended directives that players agree on. Written in UTF-8 with LF. Read leniently, as M3U has no
 * standard: any line end, unknown directives, and Windows-1252 where the bytes are not UTF-8.
 */
export const m3u8: PlaylistFormat = {
  id: 'm3u8',
  name: 'M3U8',
  extensions: ['m3u8', 'm3u'],
  write,
  read: async (data, source) => parse(decode(data, source)),
};

function write(list: PlaylistDocument): string {
  const lines = ['#EXTM3U', '#EXTENC:UTF-8', `#PLAYLIST:${oneLine(list.title)}`];
  for (const track of list.tracks) {
    const label = [track.artist, track.title].map(oneLine).filter((name) => name !== '');
    lines.push(`#EXTINF:${Math.max(1, Math.round(track.lengthMs / 1000))},${label.join(' - ')}`);
    lines.push(locationLine(track.location));
  }
  return `${lines.join('\n')}\n`;
}

/** What a reader would take for a directive, a blank or a URI is led in with `./`. A line break has no way to be said. */
function locationLine(location: string): string {
  const line = location.toWellFormed().replace(/[\r\n]+/g, ' ');
  return MISLEADING.test(line) ? `./${line}` : line;
}

const MISLEADING = /^(#|\s|file:)/i;

function decode(data: Uint8Array, source: string): string {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder('utf-16le').decode(data);
  if (data.includes(0)) throw unreadable('M3U', source, null, 'it is not a text file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return decodeWindows1252(data);
  }
}

function parse(text: string): PlaylistEntries {
  const entries: PlaylistEntry[] = [];
  let title = '';
  let info = UNKNOWN;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, directive, value = ''] = /^\s*#(EXTINF|PLAYLIST):(.*)$/is.exec(line) ?? [];
    if (directive?.toUpperCase() === 'EXTINF') info = parseInfo(value);
    else if (directive !== undefined) title ||= oneLine(value);
    else if (!/^\s*(#|$)/.test(line)) {
      entries.push({ location: parseLocation(line), ...info });
      info = UNKNOWN;
    }
  }
  return { title, entries };
}

function parseLocation(line: string): string {
  if (/^file:/i.test(line)) return uriToPath(line);
  return line.startsWith('./') && MISLEADING.test(line.slice(2)) ? line.slice(2) : line;
}

type Info = Omit<PlaylistEntry, 'location'>;

const UNKNOWN: Info = { title: '', artist: '', album: '', lengthMs: null };

/** `213.5 logo="a,b",Artist - Title`: seconds (0 or -1 where unknown), attributes in quotes, and a label. */
function parseInfo(value: string): Info {
  const [, seconds = '', label = ''] = /^\s*([^\s,"]{0,20})(?:"[^"]*"|[^",])*,(.*)$/s.exec(value) ?? [];
  const ms = Math.round(Number(seconds) * 1000);
  const [first, ...rest] = oneLine(label).split(' - ');
  return {
    ...UNKNOWN,
    ...(rest.length === 0 ? { title: first! } : { artist: first!, title: rest.join(' - ') }),
    lengthMs: Number.isSafeInteger(ms) && ms > 0 ? ms : null,
  };
}
