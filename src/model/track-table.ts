/**
 * All tracks of a library at one moment, a column a fact, in order of their ids: what choosing among a million tracks
 * needs, in a few hundred bytes a track. The whole record of a track is fetched when it is asked for.
 */
import { canonicalJson, sha256 } from '../base/hash.ts';
import { keyAt, keyPlace } from '../base/music-key.ts';
import { compareText } from '../base/text.ts';
import type { Values } from './texts.ts';
import { trackFrames, type Track } from './track.ts';

/** A column of which many tracks share a value: `values.at(at[index])`. */
export interface SharedColumn<T> {
  readonly values: Values<T>;
  readonly at: Int32Array;
}

/** What a track is filed under. */
export interface GenreNames {
  readonly genres: readonly string[];
  readonly styles: readonly string[];
}

/** Albums, shared by tracks: `titles.at(at[index])`, and whose they are. */
export interface AlbumColumn {
  readonly titles: Values<string>;
  readonly artists: Values<string>;
  readonly at: Int32Array;
}

/** Tracks are named by their index, 0 to `count - 1`. */
export interface TrackTable {
  readonly count: number;
  readonly ids: Values<string>;
  readonly titles: Values<string>;
  /** Those without a title, ascending. */
  readonly untitled: Int32Array;
  readonly artist: SharedColumn<string>;
  readonly album: AlbumColumn;
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

/** What a table holds, without ways to what it leaves out. */
export type TrackColumns = Omit<TrackTable, 'track' | 'indexOfPath'>;

/** A track as the table takes it up: genres and styles are the JSON of their lists, truth is 1 or 0. */
export type TrackRow = readonly [
  id: string,
  title: string,
  artist: string,
  album: string,
  albumArtist: string,
  genres: string,
  styles: string,
  year: number | null,
  bpm: number | null,
  key: string | null,
  energy: number | null,
  explicit: number | null,
  sampleRate: number,
  lengthSamples: number,
  digest: number,
];

/** A table that is being filled, in any order. */
export interface TableFiller {
  add(row: TrackRow | readonly [...TrackRow, ...unknown[]]): void;
  /** Puts the tracks in order, and tells at which place each was added. */
  finish(): { readonly columns: TrackColumns; readonly addedAt: Uint32Array };
}

/** A digest of all facts on a track but where it lies, as a whole number of 52 bits. */
export function digestOf({ path: _path, relativePath: _relativePath, ...facts }: Partial<Track>): number {
  return parseInt(sha256(canonicalJson(facts)).slice(0, 13), 16);
}

/** A table of tracks that are in memory. */
export function tableOf(tracks: readonly Track[]): TrackTable {
  const filler = fillTable(tracks.length);
  for (const track of tracks) {
    const { id, title, artist, album, albumArtist, genres, styles, year, bpm, key, energy, explicit } = track;
    filler.add([
      ...([id, title, artist, album, albumArtist, JSON.stringify(genres), JSON.stringify(styles)] as const),
      ...([year, bpm, key, energy, explicit === null ? null : Number(explicit)] as const),
      ...([track.sampleRate, track.lengthSamples, digestOf(track)] as const),
    ]);
  }
  const { columns, addedAt } = filler.finish();
  return {
    ...columns,
    track: (index) => tracks[addedAt[index]!]!,
    indexOfPath: (path) => {
      const index = addedAt.findIndex((at) => tracks[at]!.relativePath === path);
      return index === -1 ? null : index;
    },
  };
}

/** An empty table with room for `capacity` tracks. */
export function fillTable(capacity: number): TableFiller {
  const ids: string[] = [];
  const titles: string[] = [];
  const artist = { values: [] as string[], at: new Int32Array(capacity) };
  const album = { titles: [] as string[], artists: [] as string[], at: new Int32Array(capacity) };
  const genre = { values: [] as GenreNames[], at: new Int32Array(capacity) };
  const [artistPlaces, albumPlaces, genrePlaces] = [places(), places(), places()];
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
      const index = ids.push(row[0]) - 1;
      titles.push(row[1]);
      artist.at[index] = artistPlaces(row[2], '', () => artist.values.push(row[2]));
      album.at[index] = albumPlaces(row[3], row[4], () => {
        album.artists.push(row[4]);
        return album.titles.push(row[3]);
      });
      genre.at[index] = genrePlaces(row[5], row[6], () =>
        genre.values.push({ genres: JSON.parse(row[5]) as string[], styles: JSON.parse(row[6]) as string[] }),
      );
      columns.year[index] = row[7] ?? 0;
      columns.bpm[index] = row[8] ?? NaN;
      columns.key[index] = row[9] === null ? -1 : (keyPlace(row[9]) ?? -1);
      columns.energy[index] = row[10] ?? NaN;
      columns.explicit[index] = row[11] ?? -1;
      columns.sampleRate[index] = row[12];
      columns.lengthSamples[index] = row[13];
      columns.frames[index] = trackFrames({ sampleRate: row[12], lengthSamples: row[13] });
      columns.digest[index] = row[14];
    },
    finish: () => {
      const order = orderOf(ids);
      const inOrderTitles = inOrder(titles, order);
      const sorted: TrackColumns = {
        count: ids.length,
        ids: inOrder(ids, order),
        titles: inOrderTitles,
        untitled: Int32Array.from(inOrderTitles.flatMap((title, index) => (title === '' ? [index] : []))),
        artist: { ...artist, at: inOrder(artist.at, order) },
        album: { ...album, at: inOrder(album.at, order) },
        genre: { ...genre, at: inOrder(genre.at, order) },
        frames: inOrder(columns.frames, order),
        lengthSamples: inOrder(columns.lengthSamples, order),
        sampleRate: inOrder(columns.sampleRate, order),
        year: inOrder(columns.year, order),
        bpm: inOrder(columns.bpm, order),
        key: inOrder(columns.key, order),
        energy: inOrder(columns.energy, order),
        explicit: inOrder(columns.explicit, order),
        digest: inOrder(columns.digest, order),
      };
      return { columns: sorted, addedAt: order };
    },
  };
}

/** So many characters of an id, as ASCII, fit in the 53 bits that a number holds exactly. */
const KEY_CHARACTERS = 7;

/** The places of texts in ascending order. By numbers where they begin differently: that is ten times as fast. */
function orderOf(ids: readonly string[]): Uint32Array {
  const keys = Float64Array.from(ids, (id) => {
    let key = 0;
    let isAscii = true;
    for (let i = 0; i < KEY_CHARACTERS; i++) {
      const code: number = isAscii && i < id.length ? id.charCodeAt(i) : 0;
      isAscii = code < 127;
      key = key * 128 + Math.min(127, code);
    }
    return key;
  });
  return Uint32Array.from(ids, (_, place) => place).sort(
    (a, b) => keys[a]! - keys[b]! || compareText(ids[a]!, ids[b]!),
  );
}

function inOrder<T extends string[] | Int8Array | Int16Array | Int32Array | Float64Array>(
  column: T,
  order: Uint32Array,
): T {
  const sorted = column.slice(0, order.length) as T;
  for (let i = 0; i < order.length; i++) sorted[i] = column[order[i]!]!;
  return sorted;
}

/** All of a track that a table holds. */
export type KnownFacts = Omit<Track, (typeof FETCHED)[number]>;

const FETCHED = [
  ...(['path', 'relativePath', 'isrc', 'codec', 'channels', 'bitDepth', 'trackNumber', 'discNumber', 'mood'] as const),
  ...(['gainDb', 'peak', 'musicbrainzRecordingId', 'musicbrainzTrackId'] as const),
] as const satisfies (keyof Track)[];

/** How a table tells each of them. */
const FACTS: { readonly [Field in keyof KnownFacts]: (table: TrackColumns, index: number) => KnownFacts[Field] } = {
  id: ({ ids }, index) => ids.at(index)!,
  title: ({ titles }, index) => titles.at(index)!,
  artist: ({ artist }, index) => artist.values.at(artist.at[index]!)!,
  album: ({ album }, index) => album.titles.at(album.at[index]!)!,
  albumArtist: ({ album }, index) => album.artists.at(album.at[index]!)!,
  genres: ({ genre }, index) => genre.values.at(genre.at[index]!)!.genres,
  styles: ({ genre }, index) => genre.values.at(genre.at[index]!)!.styles,
  year: ({ year }, index) => year[index]! || null,
  bpm: ({ bpm }, index) => (Number.isNaN(bpm[index]!) ? null : bpm[index]!),
  key: ({ key }, index) => (key[index] === -1 ? null : keyAt(key[index]!)),
  energy: ({ energy }, index) => (Number.isNaN(energy[index]!) ? null : energy[index]!),
  explicit: ({ explicit }, index) => (explicit[index] === -1 ? null : explicit[index] === 1),
  sampleRate: ({ sampleRate }, index) => sampleRate[index]!,
  lengthSamples: ({ lengthSamples }, index) => lengthSamples[index]!,
};

export function knownFacts(table: TrackColumns, index: number): KnownFacts {
  return {
    id: FACTS.id(table, index),
    title: FACTS.title(table, index),
    artist: FACTS.artist(table, index),
    album: FACTS.album(table, index),
    albumArtist: FACTS.albumArtist(table, index),
    genres: FACTS.genres(table, index),
    styles: FACTS.styles(table, index),
    year: FACTS.year(table, index),
    bpm: FACTS.bpm(table, index),
    key: FACTS.key(table, index),
    energy: FACTS.energy(table, index),
    explicit: FACTS.explicit(table, index),
    sampleRate: FACTS.sampleRate(table, index),
    lengthSamples: FACTS.lengthSamples(table, index),
  };
}

/**
 * Tracks as one record for tests that look at one after the other: it is of the track that was asked for last, and each
 * fact is found or fetched when it is looked at.
 */
export function lightTracks(table: TrackTable): (index: number) => Track {
  let current = 0;
  const track = {};
  for (const [field, read] of Object.entries(FACTS)) {
    Object.defineProperty(track, field, { get: () => read(table, current), enumerable: true });
  }
  for (const field of FETCHED) {
    Object.defineProperty(track, field, { get: () => table.track(current)[field], enumerable: true });
  }
  return (index) => {
    current = index;
    return track as Track;
  };
}

/** The index of a track by its id, or null. */
export function indexOfId({ ids }: Pick<TrackColumns, 'ids'>, id: string): number | null {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids.at(middle)! < id) low = middle + 1;
    else high = middle;
  }
  return low < ids.length && ids.at(low) === id ? low : null;
}

/** Where a value stands that two texts tell; `push` takes up a new one and returns how many there are then. */
function places(): (first: string, second: string, push: () => number) => number {
  // Few first texts have several second ones: maps for all of them would take most of the time.
  const single = new Map<string, { readonly second: string; readonly place: number }>();
  const several = new Map<string, Map<string, number>>();
  return (first, second, push) => {
    const only = single.get(first);
    if (only?.second === second) return only.place;
    if (only === undefined) {
      const place = push() - 1;
      single.set(first, { second, place });
      return place;
    }
    const others = several.get(first) ?? new Map<string, number>();
    several.set(first, others);
    const place = others.get(second) ?? push() - 1;
    others.set(second, place);
    return place;
  };
}
