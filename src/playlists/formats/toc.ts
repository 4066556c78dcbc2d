import { CD_SAMPLE_RATE, FRAMES_PER_SECOND } from '../../base/frames.ts';
import { normaliseIsrc } from '../../base/isrc.ts';
import { oneLine } from '../../base/text.ts';
import { decodeText } from './decode-text.ts';
import { unreadable, type PlaylistEntries, type PlaylistEntry, type PlaylistFormat } from './format.ts';
import { toLengthMs } from './length.ts';
import { lineToPath } from './location.ts';
import { tocWords, type TocWord } from './toc-words.ts';

/**
 * TOC files (cdrdao's manual), as the list of their audio tracks, which last from index 1 on. CD-TEXT is read in the
 * first language that is given. A track has a location where it is all of one file. What is no TOC grammar is refused.
 */
export const toc: PlaylistFormat = {
  id: 'toc',
  name: 'TOC',
  extensions: ['toc'],
  read: async (data, source) => parse(tocWords(decodeText(data, 'TOC', source), source), source),
};

interface Names {
  title: string;
  performer: string;
}

interface TocTrack extends Names {
  readonly sounding: boolean;
  isrc: string;
  /** In samples, without the part before index 1; NaN where the file does not tell. */
  samples: number;
  parts: number;
  files: string[];
  whole: boolean;
}

/** What may stand there without more, and what takes one more word. */
const FLAGS = new Set(
  'CD_DA CD_ROM CD_ROM_XA CD_I NO COPY PRE_EMPHASIS TWO_CHANNEL_AUDIO FOUR_CHANNEL_AUDIO'.split(' '),
);
const MODES = /^(AUDIO|MODE[12]\w*)$/;
const TIME = /^(\d{1,9}|\d{1,4}:\d{1,2}:\d{1,2})$/;

function parse(words: readonly TocWord[], source: string): PlaylistEntries {
  const disc: Names = { title: '', performer: '' };
  const tracks: TocTrack[] = [];
  const reader = wordReader(words, source);
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    const track = tracks.at(-1);
    if (word.text === 'TRACK') tracks.push(newTrack(reader.take(MODES, 'a mode')));
    else if (word.text === 'CD_TEXT') readCdText(reader, track ?? disc);
    else if (word.text === 'CATALOG') reader.takeString();
    else if (track !== undefined && !word.quoted) readTrackWord(reader, word, track);
    else if (!FLAGS.has(word.text)) throw reader.refuse(word);
  }
  if (tracks.length === 0) throw unreadable('TOC', source, null, 'it has no TRACK');
  return { title: disc.title, entries: toEntries(tracks, disc) };
}

function newTrack(mode: string): TocTrack {
  const sounding = mode === 'AUDIO';
  return { title: '', performer: '', sounding, isrc: '', samples: 0, parts: 0, files: [], whole: true };
}

function readTrackWord(reader: WordReader, word: TocWord, track: TocTrack): void {
  switch (word.text) {
    case 'ISRC':
      track.isrc = reader.takeString();
      return;
    case 'SILENCE':
    case 'ZERO':
      while (reader.takeIf(/^(MODE\w+|AUDIO|RW|RW_RAW)$/) !== null);
      track.samples += toSamples(reader.take(TIME, 'a length'));
      track.parts++;
      return;
    case 'FILE':
    case 'AUDIOFILE':
    case 'DATAFILE':
    case 'FIFO':
      readFile(reader, word.text.endsWith('FILE') && word.text !== 'DATAFILE', track);
      return;
    case 'START':
      // What is before index 1 is not part of the track as players count; without a time it is all that was there.
      track.samples = startAt(track, reader.takeIf(TIME));
      return;
    case 'END':
      reader.takeIf(TIME);
      return;
    case 'PREGAP':
    case 'INDEX':
      reader.take(TIME, 'a time');
      return;
    default:
      if (!FLAGS.has(word.text) && !/^RW(_RAW)?$/.test(word.text)) throw reader.refuse(word);
  }
}

function startAt(track: TocTrack, time: string | null): number {
  return time === null ? 0 : track.samples - toSamples(time);
}

/** `"name" [SWAP] [#offset] start [length]`; a data file has no start. */
function readFile(reader: WordReader, hasStart: boolean, track: TocTrack): void {
  track.files.push(reader.takeString());
  reader.takeIf(/^SWAP$/);
  const offset = reader.takeIf(/^#-?\d{1,15}$/);
  const start = hasStart ? toSamples(reader.take(TIME, 'a start')) : 0;
  const length = reader.takeIf(TIME);
  track.whole &&= start === 0 && (offset === null || offset === '#0');
  track.samples += length === null ? NaN : toSamples(length);
  track.parts++;
}

/** Samples, as a plain number or in minutes, seconds and frames. */
function toSamples(time: string): number {
  const parts = time.split(':').map(Number);
  if (parts.length === 1) return parts[0]!;
  const [minutes, seconds, frames] = parts as [number, number, number];
  return (minutes * 60 + seconds) * CD_SAMPLE_RATE + (frames * CD_SAMPLE_RATE) / FRAMES_PER_SECOND;
}

/** Title and performer of the first language in a block of CD-TEXT. */
function readCdText(reader: WordReader, names: Names): void {
  reader.take(/^\{$/, '{');
  let field: keyof Names | null = null;
  for (let depth = 1; depth > 0;) {
    const word = reader.takeAny();
    if (word.quoted) {
      if (field !== null && depth === 2) names[field] ||= oneLine(word.text);
    } else if (word.text === '{') depth++;
    else if (word.text === '}') depth--;
    field = word.quoted ? null : word.text === 'TITLE' ? 'title' : word.text === 'PERFORMER' ? 'performer' : null;
  }
}

function toEntries(tracks: readonly TocTrack[], disc: Names): PlaylistEntry[] {
  const uses = new Map<string, number>();
  for (const file of tracks.flatMap(({ files }) => files)) uses.set(file, (uses.get(file) ?? 0) + 1);
  return tracks
    .filter(({ sounding }) => sounding)
    .map((track) => {
      const [file] = track.files;
      const isrc = normaliseIsrc(track.isrc);
      const alone = file !== undefined && track.parts === 1 && track.whole && uses.get(file) === 1;
      return {
        location: alone ? lineToPath(file) : null,
        title: track.title,
        artist: track.performer === '' ? disc.performer : track.performer,
        album: disc.title,
        lengthMs: toLengthMs((track.samples * 1000) / CD_SAMPLE_RATE),
        ...(isrc !== null && { isrc }),
      };
    });
}

type WordReader = ReturnType<typeof wordReader>;

function wordReader(words: readonly TocWord[], source: string) {
  let position = 0;
  const refuse = (word: TocWord | undefined, wanted = 'a keyword') => {
    const found = word === undefined ? 'it ends' : `${JSON.stringify(oneLine(word.text).slice(0, 40))} stands`;
    return unreadable('TOC', source, (word ?? words.at(-1))?.line ?? null, `${found} where ${wanted} should be`);
  };
  return {
    refuse,
    next: () => words[position++],
    takeAny: () => {
      const word = words[position++];
      if (word === undefined) throw refuse(word);
      return word;
    },
    takeString: () => {
      const word = words[position++];
      if (!word?.quoted) throw refuse(word, 'a string');
      return word.text;
    },
    take: (pattern: RegExp, wanted: string) => {
      const word = words[position++];
      if (word === undefined || word.quoted || !pattern.test(word.text)) throw refuse(word, wanted);
      return word.text;
    },
    takeIf: (pattern: RegExp) => {
      const word = words[position];
      if (word === undefined || word.quoted || !pattern.test(word.text)) return null;
      position++;
      return word.text;
    },
  };
}
