import type { Problem } from '../../base/problem.ts';
import type { Mapping, WantedColumn } from './mapping.ts';

/** A track as a service knows it, e.g. `{ kind: 'spotify', value: '6f807x0ima9a1j3VPbc7VN' }`. */
export interface ServiceId {
  /** Lower case: `spotify`, `musicbrainz`, `deezer`, ... */
  readonly kind: string;
  readonly value: string;
}

/** What a catalogue tells of a track. Lists are in order of code units, without names that fold to the same. */
export interface CatalogueTrack {
  readonly title: string;
  /** Everybody credited, joined by `; `; empty where nobody is named. */
  readonly artist: string;
  /** The same one by one, in their order. */
  readonly artists: readonly string[];
  readonly album: string;
  readonly albumArtist: string;
  readonly genres: readonly string[];
  readonly styles: readonly string[];
  /** 1860 to 2100, or null. */
  readonly year: number | null;
  /** 20 to 400, or null. */
  readonly bpm: number | null;
  /** In Camelot's notation, or null. */
  readonly key: string | null;
  /** From 0 (calm) to 1 (wild), or null. */
  readonly energy: number | null;
  readonly explicit: boolean | null;
  /** 12 characters without hyphens (ISO 3901), or null. */
  readonly isrc: string | null;
  /** Whole milliseconds, more than a second, as told; null where no length is told that can be one. */
  readonly lengthMs: number | null;
  readonly ids: readonly ServiceId[];
}

/** A track of which nothing is told but its names. */
export const NO_FACTS: Omit<CatalogueTrack, 'title' | 'artist' | 'artists' | 'album'> = {
  albumArtist: '',
  genres: [],
  styles: [],
  year: null,
  bpm: null,
  key: null,
  energy: null,
  explicit: null,
  isrc: null,
  lengthMs: null,
  ids: [],
};

/** What one row of a catalogue says of a track, and where. */
export interface CatalogueRow extends CatalogueTrack {
  /** Number of the row in its file, from 1, the header and empty rows not counted. */
  readonly row: number;
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  /** The audio file's path as told, decoded from a `file:` URL or the colons of an old Mac; null where none is told. */
  readonly path: string | null;
  /** Name of the list in which the track stands, or null. */
  readonly playlist: string | null;
  /** Place in that list, from 1, or null. */
  readonly position: number | null;
}

/**
 * A thousand rows at most, and what is wrong with them. Their texts are parts of a block of the file, which stays in
 * memory as long as one of them does.
 */
export interface CatalogueBatch {
  readonly rows: readonly CatalogueRow[];
  readonly problems: readonly Problem[];
}

export interface CatalogueOptions {
  /** Name or path of the file, for problems and for lists that are named by their file. */
  readonly source: string;
  /** Columns that somebody has named by hand. */
  readonly map?: readonly WantedColumn[];
  /** Names of genres and styles that hold a comma, like `Folk, World, & Country`. */
  readonly wholeNames?: readonly string[];
}

/** A catalogue of which the head has been read. */
export interface Catalogue {
  /** Id and name of its kind, e.g. `itunes-xml`, `iTunes XML`. */
  readonly kind: string;
  readonly name: string;
  /** The program by whose header it goes, e.g. `Exportify`, or null. */
  readonly dialect: string | null;
  readonly mapping: Mapping;
  /** The rows, to be taken once; breaking off closes the file. */
  readonly batches: AsyncIterable<CatalogueBatch>;
  /** How many playlists people made there were in what has been read, besides the tracks. */
  playlists(): number;
}

/** A record of a table, before anybody knows what its cells mean. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Problems have their line, but neither file nor row. */
export interface RecordBatch {
  readonly records: readonly TableRecord[];
  readonly problems: readonly Problem[];
}

/** Any kind of catalogue as a table with named columns. A cell holds text; several values are joined by NUL. */
export interface Table {
  readonly columns: readonly string[];
  /** Columns whose meaning the kind itself settles. */
  readonly fixed: readonly WantedColumn[];
  readonly batches: AsyncIterable<RecordBatch>;
  /** How many playlists there were so far, in kinds that have such. */
  playlists?(): number;
}

/** One kind of catalogue file. */
export interface CatalogueKind {
  readonly id: string;
  readonly name: string;
  /** Whether a file that begins with this text, of some hundred characters or more, is of this kind. */
  recognises(head: string): boolean;
  /** The reader of its text, which comes in blocks and is never held as a whole. */
  load(): Promise<TableReader>;
}

/** @throws AppError where the text is no catalogue from its beginning on; what breaks later is a problem */
export type TableReader = (text: AsyncIterable<string>) => Promise<Table>;
