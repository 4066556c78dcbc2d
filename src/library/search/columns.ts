/** Where the tables of the search have what the fields of rules ask for. */
import type { FieldId, NumberFieldId, TextFieldId } from '../../model/query/fields.ts';
import { genreKey, styleKey } from '../../model/genres/genre-keys.ts';

export interface NumberColumn {
  readonly column: string;
  /** The field is the column rounded to multiples of this; null: as it is. */
  readonly step: number | null;
}

export const NUMBER_COLUMNS = {
  year: { column: 'year', step: null },
  bpm: { column: 'bpm', step: 1 },
  energy: { column: 'energy', step: null },
  length: { column: 'length_ms', step: 1000 },
  sampleRate: { column: 'sample_rate', step: null },
  bitDepth: { column: 'bit_depth', step: null },
  channels: { column: 'channels', step: null },
} as const satisfies Readonly<Record<NumberFieldId, NumberColumn>>;

export interface TextColumns {
  /** The field has the values of all of them. */
  readonly columns: readonly string[];
  /** The column that is empty where the track says nothing about the field; null where no single column tells that. */
  readonly missing: string | null;
  /** The key of `search_genres` that a whole name stands for. */
  readonly keyOf: ((name: string) => string) | null;
}

export const TEXT_COLUMNS = {
  anywhere: { columns: ['title', 'artist', 'album', 'genres', 'styles'], missing: null, keyOf: null },
  title: plain('title'),
  artist: { columns: ['artist', 'credits'], missing: 'artist', keyOf: null },
  album: plain('album'),
  albumArtist: plain('album_artist'),
  genre: { columns: ['genres', 'styles'], missing: 'genres', keyOf: genreKey },
  style: { columns: ['genres', 'styles'], missing: 'styles', keyOf: styleKey },
  path: plain('path'),
  codec: plain('codec'),
  isrc: plain('isrc'),
} as const satisfies Readonly<Record<TextFieldId, TextColumns>>;

/** The column by which each field sorts. */
export const SORT_COLUMNS: Readonly<Record<FieldId | 'random', SortColumn>> = {
  anywhere: { table: 'search_texts', column: 'title' },
  title: { table: 'search_texts', column: 'title' },
  artist: { table: 'search_texts', column: 'artist' },
  album: { table: 'search_texts', column: 'album' },
  albumArtist: { table: 'search_texts', column: 'album_artist' },
  genre: { table: 'search_texts', column: 'genres' },
  style: { table: 'search_texts', column: 'styles' },
  path: { table: 'search_texts', column: 'path' },
  codec: { table: 'search_texts', column: 'codec' },
  isrc: { table: 'search_texts', column: 'isrc' },
  year: { table: 'search', column: 'year' },
  bpm: { table: 'search', column: 'bpm' },
  key: { table: 'search', column: 'key' },
  energy: { table: 'search', column: 'energy' },
  length: { table: 'search', column: 'length_ms' },
  explicit: { table: 'search', column: 'explicit' },
  sampleRate: { table: 'search', column: 'sample_rate' },
  bitDepth: { table: 'search', column: 'bit_depth' },
  channels: { table: 'search', column: 'channels' },
  // Ids come from the content of files, so their order is as good as chance, and stays.
  random: { table: 'search', column: 'id' },
};

export interface SortColumn {
  readonly table: 'search' | 'search_texts';
  readonly column: string;
}

function plain(column: string): TextColumns {
  return { columns: [column], missing: column, keyOf: null };
}
