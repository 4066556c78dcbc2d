import { endianness } from 'node:os';
import { packTexts, unpackTexts, type Values } from '../model/texts.ts';
import type { GenreNames, TrackColumns } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';

/**
 * The only writer of `packed_columns`: the columns of all tracks with audio, a value each, for a million rows take ten times
 * as long to be read one by one. Derived: triggers of the schema drop it with any change to `tracks` or `files`.
 */
export interface TableStore {
  /** Null where there is none, or where it was packed by a machine of another byte order. */
  read(): TrackColumns | null;
  /** Keeps the columns, unless their texts are too long. */
  write(columns: TrackColumns): void;
}

export function tableStore({ db, transaction }: Store): TableStore {
  const remove = db.prepare('DELETE FROM packed_columns');
  const put = db.prepare<[string, string | Uint8Array]>('INSERT INTO packed_columns (name, data) VALUES (?, ?)');
  const get = db.prepare<[string], string | Uint8Array>('SELECT data FROM packed_columns WHERE name = ?').pluck();
  // A copy: what the database gives may begin anywhere in memory.
  const bytes = (name: string): ArrayBuffer => new Uint8Array(get.get(name) as Uint8Array).buffer;
  const ints = (name: string): Int32Array => new Int32Array(bytes(name));
  const floats = (name: string): Float64Array => new Float64Array(bytes(name));
  const texts = (name: string): Values<string> =>
    unpackTexts({ bytes: get.get(name) as Uint8Array, ends: ints(`${name}End`) });
  return {
    read: () => {
      if (get.get('byteOrder') !== endianness()) return null;
      const ids = texts('ids');
      return {
        ...{ count: ids.length, ids, titles: texts('titles'), untitled: ints('untitled') },
        artist: { values: texts('artists'), at: ints('artistAt') },
        album: { titles: texts('albums'), artists: texts('albumArtists'), at: ints('albumAt') },
        genre: { values: JSON.parse(get.get('genres') as string) as GenreNames[], at: ints('genreAt') },
        ...{ frames: ints('frames'), lengthSamples: floats('lengthSamples'), sampleRate: floats('sampleRate') },
        ...{ year: new Int16Array(bytes('year')), bpm: floats('bpm'), key: new Int8Array(bytes('key')) },
        ...{ energy: floats('energy'), explicit: new Int8Array(bytes('explicit')), digest: floats('digest') },
      };
    },
    write: ({ count: _count, ids, titles, artist, album, genre, ...numbers }) => {
      const lists = { ids, titles, artists: artist.values, albums: album.titles, albumArtists: album.artists };
      const arrays = { ...numbers, artistAt: artist.at, albumAt: album.at, genreAt: genre.at };
      const putArray = (name: string, { buffer, byteOffset, byteLength }: ArrayBufferView): void =>
        void put.run(name, new Uint8Array(buffer, byteOffset, byteLength));
      const packed = Object.entries(lists).map(([name, list]) => [name, packTexts(list)] as const);
      if (packed.some(([, texts]) => texts === null)) return;
      transaction(() => {
        remove.run();
        put.run('byteOrder', endianness());
        put.run('genres', JSON.stringify([...genre.values]));
        for (const [name, array] of Object.entries(arrays)) putArray(name, array);
        for (const [name, texts] of packed) {
          putArray(name, texts!.bytes);
          putArray(`${name}End`, texts!.ends);
        }
      });
    },
  };
}
