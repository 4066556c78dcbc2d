import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { libraryStore } from '../../src/library/library-store.ts';
import { tableStore } from '../../src/library/table-store.ts';
import { libraryView } from '../../src/library/view.ts';
import { tableOf, type TrackColumns } from '../../src/model/track-table.ts';
import type { Store } from '../../src/store/store.ts';
import { libraries } from '../generate/arbitraries.ts';
import { makeTrack } from '../make-track.ts';
import { memoryStore, putTracks } from './stored.ts';

/** Enough to be packed. */
const MANY = 20_000;

const numbered = (n: number, facts = {}) =>
  makeTrack({ id: `t${n}`, path: `/music/${n}.flac`, relativePath: `${n}.flac`, title: `Song ${n}`, ...facts });

function columnsOf(store: Store, roots: readonly string[] = []): TrackColumns {
  const { track: _track, indexOfPath: _indexOfPath, ...columns } = libraryView(store, roots).table;
  return columns;
}

/** The columns as plain values, to be compared. */
function plain({ ids, titles, artist, album, genre, ...numbers }: TrackColumns): unknown {
  const values = [ids, titles, artist.values, album.titles, album.artists, genre.values].map((texts) => [...texts]);
  return { ...numbers, at: [artist.at, album.at, genre.at], values };
}

describe('packed columns', () => {
  it('are given back as they were', () => {
    const names = fc.constantFrom('', 'A', '\u0000\n"', '__proto__', '日本', '🎵');
    fc.assert(
      fc.property(libraries(20), names, (all, title) => {
        const {
          track: _track,
          indexOfPath: _indexOfPath,
          ...columns
        } = tableOf(all.map((track) => ({ ...track, title, album: title, genres: [title], styles: [] })));
        const store = tableStore(memoryStore());
        expect(store.read()).toBeNull();
        for (let time = 0; time < 2; time++) store.write(columns);
        expect(plain(store.read()!)).toEqual(plain(columns));
      }),
      { numRuns: 30 },
    );
  });

  it('are dropped by any change to tracks and files', () => {
    const changes: readonly ((store: Store) => unknown)[] = [
      (store) => putTracks(store, [numbered(3)]),
      (store) => putTracks(store, [numbered(1, { title: 'Other' })]),
      (store) => libraryStore(store).forget(['/music/1.flac']),
      (store) => store.db.exec("DELETE FROM files WHERE path = '/music/2.flac'"),
      (store) => store.db.exec("UPDATE files SET track_id = 't1' WHERE path = '/music/2.flac'"),
      (store) => store.db.exec("UPDATE tracks SET digest = 1 WHERE id = 't1'"),
    ];
    for (const change of changes) {
      const store = memoryStore();
      putTracks(store, [numbered(1), numbered(2)]);
      tableStore(store).write(columnsOf(store));
      expect(tableStore(store).read()).not.toBeNull();
      change(store);
      expect(tableStore(store).read()).toBeNull();
      store.close();
    }
  });
});

describe('the table of a large library', () => {
  it('is packed when it is first read, and the same from then on, whichever folders are asked for', () => {
    const store = memoryStore();
    // A title that the tags lack is made from where the file lies.
    const nameless = { title: '', artist: '', path: '/music/x/Band - Song.flac', relativePath: 'x/Band - Song.flac' };
    putTracks(store, [...Array.from({ length: MANY - 1 }, (_, n) => numbered(n)), numbered(MANY, nameless)]);
    const first = columnsOf(store);
    expect([...first.titles]).toContain('Song');
    expect([...tableStore(store).read()!.titles]).toContain('');
    expect(plain(columnsOf(store))).toEqual(plain(first));
    expect(plain(columnsOf(store, ['/music']))).toEqual(plain(first));
    expect(plain(columnsOf(store, ['/a', '/music', '/z']))).toEqual(plain(first));
    expect([...columnsOf(store, ['/music/x']).ids]).toEqual([`t${MANY}`]);
    expect(columnsOf(store, ['/else']).count).toBe(0);
    store.close();
  });
});
