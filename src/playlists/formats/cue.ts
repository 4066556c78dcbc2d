import { FRAMES_PER_SECOND, framesToMs } from '../../base/frames.ts';
import { normaliseIsrc } from '../../base/isrc.ts';
import { oneLine } from '../../base/text.ts';
import { decodeText } from './decode-text.ts';
import {
  unreadable,
  type DocumentTrack,
  type PlaylistDocument,
  type PlaylistEntries,
  type PlaylistEntry,
  type WritableFormat,
} from './format.ts';
import { toLengthMs } from './length.ts';
import { lineToPath, pathToLine } from './location.ts';

/**
 * Cue sheets (CDRWIN's, as rippers and players write them), as the list of their sounding tracks. A track lasts until
 * the next one in its file begins, so the last of each file has no known length; one that shares its file with others
 * has no location of its own. Commands that are none are passed over, those that are broken refused. Written for players,
 * in UTF-8 and with a FILE for each track.
 */
export const cue: WritableFormat = {
  id: 'cue',
  name: 'cue sheet',
  extensions: ['cue'],
  mostTracks: 99,
  write,
  read: async (data, source) => parse(decodeText(data, 'cue', source), source),
};

function write({ title, tracks }: PlaylistDocument): string {
  const lines = [`TITLE ${quoted(title)}`, ...tracks.flatMap(trackLines)];
  return lines.map((line) => `${line}\r\n`).join('');
}

function trackLines({ location, title, artist, isrc }: DocumentTrack, index: number): string[] {
  return [
    `FILE "${pathToLine(location)}" ${typeOf(location)}`,
    `  TRACK ${String(index + 1).padStart(2, '0')} AUDIO`,
    `    TITLE ${quoted(title)}`,
    `    PERFORMER ${quoted(artist)}`,
    ...(isrc === undefined ? [] : [`    ISRC ${isrc}`]),
    '    INDEX 01 00:00:00',
  ];
}

/** There is no way to say a quotation mark. */
function quoted(text: string): string {
  return `"${oneLine(text).replaceAll('"', "'")}"`;
}

/** The types are those of CDRWIN; players take WAVE for whatever they can decode. */
function typeOf(location: string): string {
  const [, extension = ''] = /\.([a-z\d]+)$/i.exec(location) ?? [];
  return TYPES.get(extension.toLowerCase()) ?? 'WAVE';
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['mp3', 'MP3'],
  ['aif', 'AIFF'],
  ['aiff', 'AIFF'],
]);

interface Head {
  title: string;
  performer: string;
}

interface CueTrack extends Head {
  readonly album: Readonly<Head>;
  readonly sounding: boolean;
  isrc: string;
  /** The file and the frame in it where index 1 is, else where its first index is. */
  file: CueFile | null;
  start: number | null;
  index: number | null;
}

interface CueFile {
  readonly path: string;
}

function parse(text: string, source: string): PlaylistEntries {
  const tracks: CueTrack[] = [];
  let title = '';
  let album: Head = { title: '', performer: '' };
  let file: CueFile | null = null;
  // Names belong to the album until the first track, and again behind each FILE.
  let named: Head = album;
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, word = '', rest = ''] = /^\s*([a-z]+)(?:\s+(.*))?$/is.exec(line) ?? [];
    const refuse = (reason: string) => unreadable('cue', source, i + 1, reason);
    const track = tracks.at(-1);
    switch (word.toUpperCase()) {
      case 'FILE':
        file = { path: lineToPath(parseFileName(rest)) };
        named = album = { ...album };
        break;
      case 'TRACK': {
        const [, mode] = /^\d{1,9}\s+(\S+)\s*$/.exec(rest) ?? [];
        if (mode === undefined) throw refuse('TRACK needs a number and a mode');
        const started = newTrack(album, file, /^(AUDIO|CDG)$/i.test(mode));
        tracks.push(started);
        named = started;
        break;
      }
      case 'INDEX':
        if (track === undefined) throw refuse('INDEX stands before the first TRACK');
        if (!setIndex(track, file, rest)) throw refuse('INDEX needs a number and a time as 12:34:56');
        break;
      case 'TITLE':
        named.title = parseText(rest);
        if (named === album) title ||= named.title;
        break;
      case 'PERFORMER':
        named.performer = parseText(rest);
        break;
      case 'ISRC':
        if (track !== undefined) track.isrc = parseText(rest);
    }
  }
  if (tracks.length === 0) throw unreadable('cue', source, null, 'it has no TRACK');
  return { title, entries: toEntries(tracks) };
}

function newTrack(album: Head, file: CueFile | null, sounding: boolean): CueTrack {
  return { title: '', performer: '', album, sounding, isrc: '', file, start: null, index: null };
}

/** False where the text is no index. */
function setIndex(track: CueTrack, file: CueFile | null, text: string): boolean {
  const [, index, ...parts] = /^(\d{1,2})\s+(\d{1,4}):([0-5]?\d):([0-7]?\d)\s*$/.exec(text) ?? [];
  const [minutes, seconds, frames] = parts.map(Number);
  if (index === undefined || frames! >= FRAMES_PER_SECOND) return false;
  if (track.index === null || (track.index !== 1 && Number(index) === 1)) {
    track.index = Number(index);
    track.start = (minutes! * 60 + seconds!) * FRAMES_PER_SECOND + frames!;
    track.file = file;
  }
  return true;
}

function toEntries(tracks: readonly CueTrack[]): PlaylistEntry[] {
  const inFile = new Map<CueFile | null, number>();
  for (const { file } of tracks) inFile.set(file, (inFile.get(file) ?? 0) + 1);
  return tracks.flatMap((track, i) => {
    const { file, start, sounding, title, performer, album } = track;
    if (!sounding) return [];
    const next = tracks[i + 1];
    const end = next?.file === file ? (next.start ?? null) : null;
    const isrc = normaliseIsrc(track.isrc);
    return {
      location: inFile.get(file) === 1 ? (file?.path ?? null) : null,
      title,
      artist: performer === '' ? album.performer : performer,
      album: album.title,
      lengthMs: start === null || end === null ? null : toLengthMs(framesToMs(end - start)),
      ...(isrc !== null && { isrc }),
    };
  });
}

/** `"a file.wav" WAVE`, or without the quotes; the type may be missing. */
function parseFileName(text: string): string {
  const [, quoted] = /^"(.*)"/s.exec(text) ?? [];
  return quoted ?? text.trim().replace(/\s\w{2,8}$/, '');
}

function parseText(text: string): string {
  const [, quoted] = /^"(.*)"\s*$/s.exec(text) ?? [];
  return oneLine(quoted ?? text);
}
