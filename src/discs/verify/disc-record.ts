import { NO_FLAGS, type AudioOptions, type CdTextCharset, type TrackFlags } from '../../model/audio-options.ts';
import type { CdText, TextPair } from '../cd-text.ts';
import type { SheetDisc, SheetTrack } from '../sheet-disc.ts';

/** What a disc.json says, as far as files are checked against it. */
export interface DiscRecordFacts {
  readonly disc: Omit<SheetDisc, 'tracks'> & { readonly tracks: readonly RecordedTrack[] };
  readonly texts: CdText;
  readonly audio: Pick<AudioOptions, 'layout' | 'bin' | 'ddp'> & { readonly flac: boolean };
  readonly capacityFrames: number;
  readonly discIds: Readonly<Record<string, unknown>>;
}

export type RecordedTrack = SheetTrack & {
  readonly pregapFrames: number;
  readonly offsetSamples: number;
  readonly samples: number;
  readonly md5: string;
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the text of a disc.json, whatever it is; null for a disc of files. Throws an Error with what is missing or wrong.
 */
export function parseDiscRecord(text: string): DiscRecordFacts | null {
  const all = fieldsOf(JSON.parse(text), 'it');
  if (all['kind'] === 'data') return null;
  const audio = fieldsOf(all['audio'], 'audio');
  const cdText = fieldsOf(all['cdText'], 'cdText');
  const tracks = listOf(all['tracks']).map(trackOf);
  const flags = fieldsOf(all['flags'] ?? NO_FLAGS, 'flags');
  return {
    disc: {
      title: textOf(all, 'title'),
      performer: textOf(all, 'performer'),
      catalog: textOrNull(all, 'catalog'),
      flags: {
        copyPermitted: flags['copyPermitted'] === true,
        preEmphasis: flags['preEmphasis'] === true,
      } satisfies TrackFlags,
      frames: countOf(all, 'frames'),
      tracks: tracks.map(({ track }) => track),
    },
    texts: {
      album: pairOf(cdText),
      tracks: tracks.map(({ texts }) => texts),
      charset: wordOf<CdTextCharset>(cdText, 'charset', ['ascii', 'latin1']),
      codes: wordOf<CdText['codes']>(cdText, 'codes', ['all', 'catalog']),
      warnings: [],
    },
    audio: {
      layout: wordOf<AudioOptions['layout']>(audio, 'layout', ['image', 'tracks', 'both']),
      flac: audio['flac'] === true,
      bin: audio['bin'] === true,
      ddp: audio['ddp'] === true,
    },
    capacityFrames: countOf(fieldsOf(all['medium'], 'medium'), 'capacityFrames'),
    discIds: fieldsOf(all['discIds'], 'discIds'),
  };
}

function trackOf(value: unknown): { readonly track: RecordedTrack; readonly texts: TextPair } {
  const all = fieldsOf(value, 'a track');
  const track = {
    number: countOf(all, 'number'),
    startFrame: countOf(all, 'startFrame'),
    frames: countOf(all, 'frames'),
    pregapFrames: countOf(all, 'pregapFrames'),
    offsetSamples: countOf(all, 'offsetSamples'),
    samples: countOf(all, 'samples'),
    md5: textOf(all, 'md5'),
    track: { title: textOf(all, 'title'), artist: textOf(all, 'artist'), isrc: textOrNull(all, 'isrc') },
  };
  return { track, texts: pairOf(fieldsOf(all['cdText'], 'cdText of a track')) };
}

function pairOf(all: Fields): TextPair {
  return { title: textOf(all, 'title'), performer: textOf(all, 'performer') };
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${name} is no JSON object`);
}

const MOST_TRACKS = 99;

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length >= 1 && value.length <= MOST_TRACKS) return value as readonly unknown[];
  throw new Error(`tracks is no list of 1 to ${MOST_TRACKS}`);
}

/** Far above what a disc holds, and far below where sums lose frames. */
const MOST = 1 << 30;

function countOf(all: Fields, key: string): number {
  const value = all[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST) return value;
  throw new Error(`${key} is no whole number`);
}

function textOf(all: Fields, key: string): string {
  const value = all[key];
  if (typeof value === 'string') return value;
  throw new Error(`${key} is no text`);
}

function textOrNull(all: Fields, key: string): string | null {
  return all[key] === null ? null : textOf(all, key);
}

function wordOf<T extends string>(all: Fields, key: string, words: readonly T[]): T {
  const word = words.find((one) => one === all[key]);
  if (word !== undefined) return word;
  throw new Error(`${key} is none of ${words.join(', ')}`);
}
