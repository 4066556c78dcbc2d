/** Where the tables of the search have what the fields of rules ask for. */
import type { FieldId, NumberFieldId, TextFieldId } from '../../model/query/fields.ts';
import { genreKey, styleKey } from '../../model/genres/genre-keys.ts';

export interface NumberColumn {
  readonly column: string;
  /** The field is the column rounded to multiples of this; null: as it is. */
  readonly step: number | null;
  /** Whether 0 stands for what nobody knows, instead of NULL. */
  readonly zeroIsUnknown?: true;
}

export const NUMBER_COLUMNS = {
  year: { column: 'year', step: null },
  bpm: { column: 'bpm', step: 1 },
  energy: { column: 'energy', step: null },
  length: { column: 'length_ms', step: 1000, zeroIsUnknown: true },
  sampleRate: { column: 'sample_rate', step: null, zeroIsUnknown: true },
  bitDepth: { column: 'bit_depth', step: null },
  channels: { column: 'channels', step: null, zeroIsUnknown: true },
} as const satisfies Readonly<Record<NumberFieldId, NumberColumn>>;

export interface TextColumns {
  /** The field has the values of all of them. */
  readonly columns: readonly string[];
  /** The column that is empty where the track says nothing about the field; null where no single column tells that. */
  readonly missing: string | null;
  /** Where parts of them are looked up: `search_words`, or an index of how they begin. */
  readonly index: 'words' | 'beginning' | null;
  /** The key of `search_genres` that a whole name stands for. */
  readonly keyOf: ((name: string) => string) | null;
}

export const TEXT_COLUMNS = {
  anywhere: { columns: ['title', 'artist', 'album', 'genres', 'styles'], missing: null, index: 'words', keyOf: null },
  title: plain('title'),
  artist: { columns: ['artist', 'credits'], missing: 'artist', index: 'words', keyOf: null },
  album: plain('album'),
  albumArtist: plain('album_artist'),
  genre: { columns: ['genres', 'styles'], missing: 'genres', index: 'words', keyOf: genreKey },
  style: { columns: ['genres', 'styles'], missing: 'styles', index: 'words', keyOf: styleKey },
  path: plain('path', 'beginning'),
  codec: plain('codec', null),
  isrc: plain('isrc'),
} as const satisfies Readonly<Record<TextFieldId, TextColumns>>;

export interface SortColumn {
  readonly table: 'search' | 'search_texts';
  readonly column: string;
  /** What its index has besides: the order where it is equal. */
  readonly ties?: readonly string[];
}

/** The column by which each field sorts. */
export const SORT_COLUMNS: Readonly<Record<FieldId | 'random', SortColumn>> = {
  anywhere: text('title'),
  title: text('title'),
  artist: text('artist'),
  album: text('album'),
  albumArtist: text('album_artist'),
  genre: text('genres'),
  style: text('styles'),
  path: text('path'),
  codec: text('codec'),
  isrc: text('isrc'),
  year: fact('year', ['bpm', 'length_ms']),
  bpm: fact('bpm', ['year', 'length_ms']),
  key: fact('key'),
  energy: fact('energy'),
  length: fact('length_ms', ['year', 'bpm']),
  explicit: fact('explicit'),
  sampleRate: fact('sample_rate'),
  bitDepth: fact('bit_depth'),
  channels: fact('channels'),
  // Ids come from the content of files, so their order is as good as chance, and stays.
  random: fact('id'),
};

/** Columns that have no index for looking up what they say, and why; all others have one, or `search_words` finds it. */
export const NOT_LOOKED_UP: ReadonlyMap<string, string> = new Map([
  ['sample_rate', 'nearly all tracks share a value or two'],
  ['bit_depth', 'nearly all tracks share a value or two'],
  ['channels', 'nearly all tracks share a value or two'],
  ['codec', 'nearly all tracks share a value or two'],
  ['isrc', 'half of all tracks have none'],
]);

/** Columns that have no index for putting tracks in order, and why. */
export const NOT_IN_ORDER: ReadonlyMap<string, string> = new Map([
  ...NOT_LOOKED_UP,
  ['isrc', 'an order by registrants that nobody looks through'],
  ['genres', 'an order by tags, of which a track may have several'],
  ['styles', 'an order by tags, of which a track may have several'],
]);

/** Columns that the indexes of each other and of genres have too, so that these need no look at the tracks. */
export const IN_ALL_INDEXES: ReadonlySet<string> = new Set(['year', 'bpm', 'length_ms']);

function fact(column: string, ties: readonly string[] = []): SortColumn {
  return { table: 'search', column, ties };
}

function text(column: string): SortColumn {
  return { table: 'search_texts', column };
}

function plain(column: string, index: TextColumns['index'] = 'words'): TextColumns {
  return { columns: [column], missing: column, index, keyOf: null };
}
