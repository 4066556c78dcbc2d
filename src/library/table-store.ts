import { endianness } from 'node:os';
import type { AlbumNames, GenreNames, TrackColumns } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';

/**
 * The only writer of `packed_columns`: the columns of all tracks with audio, a value each, for a million rows take ten times
 * as long to be read one by one. Derived: triggers of the schema drop it with any change to `tracks` or `files`.
 */
export interface TableStore {
  /** Null where there is none, or where it was packed by a machine of another byte order. */
  read(): TrackColumns | null;
  write(columns: TrackColumns): void;
}

export function tableStore({ db, transaction }: Store): TableStore {
  const remove = db.prepare('DELETE FROM packed_columns');
  const put = db.prepare<[string, string | Uint8Array]>('INSERT INTO packed_columns (name, data) VALUES (?, ?)');
  const get = db.prepare<[string], string | Uint8Array>('SELECT data FROM packed_columns WHERE name = ?').pluck();
  const texts = (name: string): string[] => JSON.parse(get.get(name) as string) as string[];
  // A copy: what the database gives may begin anywhere in memory.
  const bytes = (name: string): ArrayBuffer => new Uint8Array(get.get(name) as Uint8Array).buffer;
  const ints = (name: string): Int32Array => new Int32Array(bytes(name));
  const floats = (name: string): Float64Array => new Float64Array(bytes(name));
  return {
    read: () => {
      if (get.get('byteOrder') !== endianness()) return null;
      const [ids, albums] = [texts('ids'), texts('albums')];
      return {
        ...{ count: ids.length, ids, titles: texts('titles') },
        artist: { values: texts('artists'), at: ints('artistAt') },
        album: { values: pairs(albums), at: ints('albumAt') },
        genre: { values: JSON.parse(get.get('genres') as string) as GenreNames[], at: ints('genreAt') },
        ...{ frames: ints('frames'), lengthSamples: floats('lengthSamples'), sampleRate: floats('sampleRate') },
        ...{ year: new Int16Array(bytes('year')), bpm: floats('bpm'), key: new Int8Array(bytes('key')) },
        ...{ energy: floats('energy'), explicit: new Int8Array(bytes('explicit')), digest: floats('digest') },
      };
    },
    write: ({ count: _count, ids, titles, artist, album, genre, ...numbers }) => {
      const albums = album.values.flatMap(({ title, artist: whose }) => [title, whose]);
      const lists = { ids, titles, artists: artist.values, albums, genres: genre.values };
      const arrays = { ...numbers, artistAt: artist.at, albumAt: album.at, genreAt: genre.at };
      transaction(() => {
        remove.run();
        put.run('byteOrder', endianness());
        for (const [name, list] of Object.entries(lists)) put.run(name, JSON.stringify(list));
        for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(arrays)) {
          put.run(name, new Uint8Array(buffer, byteOffset, byteLength));
        }
      });
    },
  };
}

function pairs(texts: readonly string[]): AlbumNames[] {
  return Array.from({ length: texts.length / 2 }, (_, i) => ({ title: texts[2 * i]!, artist: texts[2 * i + 1]! }));
}
