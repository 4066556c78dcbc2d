/**
 * The fields that rules ask for, one record each: names, help, and how a track is read. A new field is a record here;
 * the types of the rules follow.
 */
import { fold, nearest } from '../../base/text.ts';
import { creditsOf } from '../credits.ts';
import { matchesGenre, matchesStyle } from '../genres/matches-genre.ts';
import { trackLengthMs, type Track } from '../track.ts';

interface FieldBase {
  /** Other names that it goes by: in beets, in Navidrome, in mpd. */
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Whether the track says nothing about it. */
  isMissing(track: Track): boolean;
}

/** Text that is compared folded, by any of several spellings or names. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** The test of a whole name, where a value means that and not a part of a text. */
  readonly nameTest: ((name: string) => (track: Track) => boolean) | null;
  foldNeedle(text: string): string;
  /** What the track offers, folded in the same way; texts of nothing are left in. */
  readFolded(track: Track): readonly string[];
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  /** A length is in milliseconds, and written as a length. */
  readonly unit: 'plain' | 'length';
  /** A lower and a higher value, for hints. */
  readonly examples: readonly [string, string];
  read(track: Track): number | null;
}

export interface KeyField extends FieldBase {
  readonly kind: 'key';
  read(track: Track): string | null;
}

export interface FlagField extends FieldBase {
  readonly kind: 'flag';
  read(track: Track): boolean | null;
}

type Field = TextField | NumberField | KeyField | FlagField;

/** What rules ask for, by the ids that the canonical text uses. */
export const FIELDS = {
  anywhere: texts((track) => [track.title, track.artist, track.album, ...track.genres, ...track.styles], {
    aliases: ['any'],
    summary: 'title, artist, album, genre or style: what words without a field look at',
  }),
  title: text((track) => track.title, { aliases: [], summary: 'title' }),
  artist: {
    ...text((track) => track.artist, {
      aliases: ['artists'],
      summary: 'artist, or anybody whom the artist tag credits',
    }),
    readFolded: (track) => [fold(track.artist), ...creditsOf(track.artist)],
  },
  album: text((track) => track.album, { aliases: [], summary: 'album' }),
  albumArtist: text((track) => track.albumArtist, { aliases: ['albumartists'], summary: 'artist of the whole album' }),
  // Libraries that know no styles often name the style as the genre, so each of the two looks at both tags.
  genre: names(
    ({ genres, styles }) => [...genres, ...styles],
    (name) => matchesGenre([name]),
    {
      aliases: ['genres'],
      summary: 'genre, by its whole name: also by its styles and by other names for it, as in the column genre',
      isMissing: ({ genres }) => genres.length === 0,
    },
  ),
  style: names(
    ({ genres, styles }) => [...styles, ...genres],
    (name) => matchesStyle([name]),
    {
      aliases: ['styles'],
      summary: 'style, by its whole name, as in the column style',
      isMissing: ({ styles }) => styles.length === 0,
    },
  ),
  path: {
    ...text((track) => track.relativePath, {
      aliases: ['filepath', 'file', 'filename'],
      summary: 'path from the folder of the library, with /',
    }),
    foldNeedle: foldPath,
    readFolded: (track) => [foldPath(track.relativePath)],
  },
  year: number((track) => track.year, {
    aliases: ['originalyear', 'date'],
    summary: 'year of the first release, as far as the tags tell',
    examples: ['1990', '1999'],
  }),
  bpm: number((track) => track.bpm && Math.round(track.bpm), {
    aliases: ['tempo'],
    summary: 'beats a minute, in whole beats',
    examples: ['120', '130'],
  }),
  key: {
    kind: 'key',
    aliases: ['initialkey', 'tonality'],
    summary: 'musical key: Camelot (8A), Open Key (1m) or by name (Am, "A minor")',
    read: (track) => track.key,
    isMissing: (track) => track.key === null,
  },
  energy: number((track) => track.energy, {
    aliases: [],
    summary: 'energy, from 0 (calm) to 1 (wild)',
    examples: ['0.2', '0.8'],
  }),
  length: {
    ...number((track) => (track.lengthSamples === 0 ? null : Math.round(trackLengthMs(track) / 1000) * 1000), {
      aliases: ['duration', 'time'],
      summary: 'length in whole seconds: 4:30, 90s, 5m; a bare number means minutes; catalogues may not tell it',
      examples: ['3:00', '5:00'],
    }),
    unit: 'length',
  },
  explicit: {
    kind: 'flag',
    aliases: ['explicitstatus', 'advisory'],
    summary: 'whether the lyrics are marked as explicit: yes, no (marked as clean) or unknown',
    read: (track) => track.explicit,
    isMissing: (track) => track.explicit === null,
  },
  codec: text((track) => track.codec, { aliases: ['format'], summary: 'audio codec: mp3, aac, flac, pcm' }),
  sampleRate: number((track) => (track.codec === '' ? null : track.sampleRate), {
    aliases: [],
    summary: 'samples a second: 44100; tracks without audio have none',
    examples: ['44100', '96000'],
  }),
  bitDepth: number((track) => track.bitDepth, {
    aliases: ['bits', 'bitspersample'],
    summary: 'bits a sample; lossy codecs have none',
    examples: ['16', '24'],
  }),
  channels: number((track) => (track.codec === '' ? null : track.channels), {
    aliases: [],
    summary: 'audio channels: 1 is mono; tracks without audio have none',
    examples: ['1', '2'],
  }),
  isrc: text((track) => track.isrc ?? '', { aliases: [], summary: 'International Standard Recording Code' }),
} as const satisfies Readonly<Record<string, Field>>;

export type FieldId = keyof typeof FIELDS;
type IdOf<Kind> = { [Id in FieldId]: (typeof FIELDS)[Id] extends Kind ? Id : never }[FieldId];
export type TextFieldId = IdOf<TextField>;
export type NumberFieldId = IdOf<NumberField>;
export type KeyFieldId = IdOf<KeyField>;
export type FlagFieldId = IdOf<FlagField>;

const IDS_BY_FOLD: ReadonlyMap<string, FieldId> = new Map(
  (Object.keys(FIELDS) as FieldId[]).flatMap((id) =>
    [id, ...FIELDS[id].aliases].map((name) => [fold(name), id] as const),
  ),
);

/** The field of a name, written in any way that folds to it or to one of its aliases; undefined for any other name. */
export function findField(name: string): FieldId | undefined {
  return IDS_BY_FOLD.get(fold(name));
}

/** What to type instead of a name that is no field's. */
export function fieldHint(name: string): string {
  const near = nearest(name, IDS_BY_FOLD.keys());
  const id = near === undefined ? undefined : IDS_BY_FOLD.get(near);
  return id === undefined ? `the fields are ${Object.keys(FIELDS).join(', ')}` : `did you mean ${id}?`;
}

type About = Pick<FieldBase, 'aliases' | 'summary'>;

function texts(read: (track: Track) => readonly string[], about: About): TextField {
  return {
    ...about,
    kind: 'text',
    nameTest: null,
    foldNeedle: fold,
    readFolded: (track) => read(track).map(fold),
    isMissing: (track) => read(track).every((value) => value === ''),
  };
}

function text(read: (track: Track) => string, about: About): TextField {
  return texts((track) => [read(track)], about);
}

function names(
  read: (track: Track) => readonly string[],
  nameTest: TextField['nameTest'],
  about: About & Pick<FieldBase, 'isMissing'>,
): TextField {
  return { ...texts(read, about), ...about, nameTest };
}

function number(read: NumberField['read'], about: About & Pick<NumberField, 'examples'>): NumberField {
  return { ...about, kind: 'number', unit: 'plain', read, isMissing: (track) => read(track) === null };
}

/** Keeps the slashes, the dots and the spaces, which tell folders and files apart. */
function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
