import { formatDuration } from '../../base/duration.ts';
import { normaliseIsrc } from '../../base/isrc.ts';
import { parseMusicbrainzId } from '../../base/musicbrainz-id.ts';
import { fold, oneLine } from '../../base/text.ts';
import { decodeText } from './decode-text.ts';
import {
  unreadable,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type WritableFormat,
} from './format.ts';
import { parseLength } from './length.ts';
import { lineToPath, pathToLine } from './location.ts';

/**
 * CSV (RFC 4180, with LF) with a header. Read are the headers of the usual services and players, with any of four
 * delimiters. What a spreadsheet would run as a formula is led in with an apostrophe, which is taken off on reading.
 */
export const csv: WritableFormat = {
  id: 'csv',
  name: 'CSV',
  extensions: ['csv'],
  write,
  read,
};

/** The folded headers that each field is known by, the ones that say most first. */
const HEADERS = {
  title: ['title', 'tracktitle', 'trackname', 'songname', 'song', 'track', 'name'],
  artist: ['artist', 'artists', 'artistname', 'artistnames', 'trackartist'],
  album: ['album', 'albumname', 'albumtitle', 'trackalbumname'],
  milliseconds: ['lengthms', 'durationms', 'trackdurationms', 'milliseconds'],
  length: ['length', 'duration', 'time', 'totaltime', 'playtime', 'lengthseconds', 'lengthduration'],
  location: ['location', 'path', 'file', 'filename', 'filepath'],
  isrc: ['isrc'],
  musicbrainz: ['musicbrainzrecordingid', 'recordingmbid', 'mbid', 'musicbrainzid', 'musicbrainztrackid', 'trackmbid'],
} as const;

type Field = keyof typeof HEADERS;

function write(list: PlaylistDocument): string {
  const rows = list.tracks.map((track) => [
    oneLine(track.title),
    oneLine(track.artist),
    oneLine(track.album),
    formatDuration(track.lengthMs, { fraction: true }),
    pathToLine(track.location),
  ]);
  return `${['title,artist,album,length,location', ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const FORMULA = /^'*[=+\-@\t]/;

/** The inverse of `cell`, once the quotes are off. */
function uncell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

async function read(data: Uint8Array, source: string): Promise<PlaylistEntries> {
  const [header = [], ...rows] = await readRows(decodeText(data, 'CSV', source), source);
  const names = header.map(fold);
  const column = (field: Field): number => names.indexOf(HEADERS[field].find((name) => names.includes(name)) ?? '');
  const columns = Object.fromEntries(Object.keys(HEADERS).map((field) => [field, column(field as Field)]));
  if (columns['title'] === -1 && columns['location'] === -1) {
    throw unreadable('CSV', source, 1, 'its header names neither a title nor a location');
  }
  const filled = rows.filter((row) => row.some((text) => text.trim() !== ''));
  return { title: '', entries: filled.map((row) => entryOf((field) => uncell(row[columns[field]!] ?? ''))) };
}

function entryOf(value: (field: Field) => string): PlaylistEntry {
  const location = value('location');
  const isrc = normaliseIsrc(value('isrc'));
  const musicbrainzId = parseMusicbrainzId(value('musicbrainz'));
  return {
    location: location.trim() === '' ? null : lineToPath(location),
    title: oneLine(value('title')),
    artist: oneLine(value('artist')),
    album: oneLine(value('album')),
    lengthMs: parseLength(value('milliseconds'), 'ms') ?? parseLength(value('length')),
    ...(isrc !== null && { isrc }),
    ...(musicbrainzId !== null && { musicbrainzId }),
  };
}

async function readRows(text: string, source: string): Promise<string[][]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    return parse(text, {
      delimiter: sniffDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: unknown };
    throw unreadable('CSV', source, typeof lines === 'number' ? lines : null, 'a quote is opened and never closed');
  }
}

/** The delimiter that occurs most in the header line. */
function sniffDelimiter(text: string): string {
  const [header = ''] = /^[^\r\n]*/.exec(text.trimStart()) ?? [];
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
