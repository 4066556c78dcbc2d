/**
 * All tracks of a library at one moment, a column a fact, in order of their ids: what choosing among a million tracks
 * needs, in a few hundred bytes a track. The whole record of a track is fetched when it is asked for.
 */
import { canonicalJson, sha256 } from '../base/hash.ts';
import { keyAt, keyPlace } from '../base/music-key.ts';
import { compareText } from '../base/text.ts';
import { trackFrames, type Track } from './track.ts';

/** A column of which many tracks share a value: `values[at[index]]`. */
export interface SharedColumn<T> {
  readonly values: readonly T[];
  readonly at: Int32Array;
}

/** What a track is filed under. */
export interface GenreNames {
  readonly genres: readonly string[];
  readonly styles: readonly string[];
}

export interface AlbumNames {
  readonly title: string;
  readonly artist: string;
}

/** Tracks are named by their index, 0 to `count - 1`. */
export interface TrackTable {
  readonly count: number;
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  readonly artist: SharedColumn<string>;
  readonly album: SharedColumn<AlbumNames>;
  readonly genre: SharedColumn<GenreNames>;
  /** CD frames, the padding of the last one counted. */
  readonly frames: Int32Array;
  readonly lengthSamples: Float64Array;
  readonly sampleRate: Float64Array;
  /** 0: unknown. */
  readonly year: Int16Array;
  /** NaN: unknown. */
  readonly bpm: Float64Array;
  /** Place on the Camelot wheel; -1: unknown. */
  readonly key: Int8Array;
  /** NaN: unknown. */
  readonly energy: Float64Array;
  /** 1: explicit, 0: clean, -1: unknown. */
  readonly explicit: Int8Array;
  /** Of all facts but where the file lies: equal digests, equal facts. */
  readonly digest: Float64Array;
  /** The whole record. */
  track(index: number): Track;
  /** The track at a path from the library's folder, or null. */
  indexOfPath(relativePath: string): number | null;
}

/** A track as the table takes it up. Genres and styles are the JSON of their lists. */
export interface TrackRow extends Pick<
  Track,
  'id' | 'title' | 'artist' | 'album' | 'albumArtist' | 'year' | 'bpm' | 'key' | 'energy' | 'explicit'
> {
  readonly genres: string;
  readonly styles: string;
  readonly lengthSamples: number;
  readonly sampleRate: number;
  readonly digest: number;
}

/** A table that is being filled, with the rows in order of their ids. */
export interface TableFiller {
  add(row: TrackRow): void;
  finish(fetch: Pick<TrackTable, 'track' | 'indexOfPath'>): TrackTable;
}

/** A digest of all facts on a track but where it lies, as a whole number of 52 bits. */
export function digestOf({ path: _path, relativePath: _relativePath, ...facts }: Partial<Track>): number {
  return parseInt(sha256(canonicalJson(facts)).slice(0, 13), 16);
}

/** A table of tracks that are in memory. */
export function tableOf(tracks: readonly Track[]): TrackTable {
  const sorted = [...tracks].sort((a, b) => compareText(a.id, b.id));
  const filler = fillTable(sorted.length);
  for (const track of sorted) {
    filler.add({
      ...track,
      genres: JSON.stringify(track.genres),
      styles: JSON.stringify(track.styles),
      digest: digestOf(track),
    });
  }
  return filler.finish({
    track: (index) => sorted[index]!,
    indexOfPath: (path) => {
      const index = sorted.findIndex(({ relativePath }) => relativePath === path);
      return index === -1 ? null : index;
    },
  });
}

/** An empty table with room for `capacity` tracks. */
export function fillTable(capacity: number): TableFiller {
  const ids: string[] = [];
  const titles: string[] = [];
  const artist = shared<string>(capacity);
  const album = shared<AlbumNames>(capacity);
  const genre = shared<GenreNames>(capacity);
  const columns = {
    frames: new Int32Array(capacity),
    lengthSamples: new Float64Array(capacity),
    sampleRate: new Float64Array(capacity),
    year: new Int16Array(capacity),
    bpm: new Float64Array(capacity),
    key: new Int8Array(capacity),
    energy: new Float64Array(capacity),
    explicit: new Int8Array(capacity),
    digest: new Float64Array(capacity),
  };
  return {
    add: (row) => {
      const index = ids.push(row.id) - 1;
      titles.push(row.title);
      artist.add(index, row.artist, () => row.artist);
      album.add(index, `${row.album}\n${row.albumArtist}`, () => ({ title: row.album, artist: row.albumArtist }));
      genre.add(index, row.genres + row.styles, () => ({
        genres: JSON.parse(row.genres) as string[],
        styles: JSON.parse(row.styles) as string[],
      }));
      columns.frames[index] = trackFrames(row);
      columns.lengthSamples[index] = row.lengthSamples;
      columns.sampleRate[index] = row.sampleRate;
      columns.year[index] = row.year ?? 0;
      columns.bpm[index] = row.bpm ?? NaN;
      columns.key[index] = row.key === null ? -1 : (keyPlace(row.key) ?? -1);
      columns.energy[index] = row.energy ?? NaN;
      columns.explicit[index] = row.explicit === null ? -1 : Number(row.explicit);
      columns.digest[index] = row.digest;
    },
    finish: (fetch) => ({
      count: ids.length,
      ids,
      titles,
      artist: artist.column,
      album: album.column,
      genre: genre.column,
      ...columns,
      ...fetch,
    }),
  };
}

/**
 * Tracks as records that cost next to nothing: what the table has is read from it, and only the rest is fetched. A record
 * is good until the next one is asked for.
 */
export function lightTracks(table: TrackTable): (index: number) => Track {
  let index = 0;
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const light = {
    get id() {
      return table.ids[index]!;
    },
    get title() {
      return table.titles[index]!;
    },
    get artist() {
      return table.artist.values[table.artist.at[index]!]!;
    },
    get album() {
      return table.album.values[table.album.at[index]!]!.title;
    },
    get albumArtist() {
      return table.album.values[table.album.at[index]!]!.artist;
    },
    get genres() {
      return table.genre.values[table.genre.at[index]!]!.genres;
    },
    get styles() {
      return table.genre.values[table.genre.at[index]!]!.styles;
    },
    get year() {
      return table.year[index] || null;
    },
    get bpm() {
      return known(table.bpm[index]!);
    },
    get key() {
      return table.key[index] === -1 ? null : keyAt(table.key[index]!);
    },
    get energy() {
      return known(table.energy[index]!);
    },
    get lengthSamples() {
      return table.lengthSamples[index]!;
    },
    get sampleRate() {
      return table.sampleRate[index]!;
    },
    get explicit() {
      return table.explicit[index] === -1 ? null : table.explicit[index] === 1;
    },
  };
  const rest: (keyof Track)[] = ['path', 'relativePath', 'isrc', 'codec', 'channels', 'bitDepth'];
  for (const field of rest) Object.defineProperty(light, field, { get: () => table.track(index)[field] });
  return (next) => {
    index = next;
    return light as unknown as Track;
  };
}

/** The index of a track by its id, or null. */
export function indexOfId({ ids }: Pick<TrackTable, 'ids'>, id: string): number | null {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : null;
}

function shared<T>(capacity: number): {
  readonly column: SharedColumn<T>;
  add(index: number, key: string, make: () => T): void;
} {
  const values: T[] = [];
  const at = new Int32Array(capacity);
  const places = new Map<string, number>();
  return {
    column: { values, at },
    add: (index, key, make) => {
      let place = places.get(key);
      if (place === undefined) {
        place = values.push(make()) - 1;
        places.set(key, place);
      }
      at[index] = place;
    },
  };
}
