import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { playlistStore, type PlaylistStore } from '../../src/playlists/playlist-store.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { tempDir } from '../outside.ts';
import { factsOf, keptOf, makePlaylist, makeTrack } from './make.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();
let store: Store;
let playlists: PlaylistStore;
let count = 0;

beforeEach(() => {
  store = openStore(join(dir, `${count++}.db`));
  playlists = playlistStore(store);
});
afterEach(() => store.close());

const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

describe('the playlist store', () => {
  it('gives back what was saved', () => {
    const generated = makePlaylist({ title: "Robert'); DROP TABLE playlists;-- \u0000 🎵" });
    const clone = makePlaylist({ id: 'b', clonedFrom: 'weekday.m3u8', seed: null, wantedFrames: null, tracks: [] });
    for (const playlist of [generated, clone]) playlists.save(playlist, '2026-01-01T00:00:00.000Z');
    expect(playlists.get(generated.id)).toEqual(keptOf(generated));
    expect(playlists.get('b')).toEqual(clone);
    expect(playlists.get('c')).toBeNull();
  });

  it('keeps a track that is there twice, and the order', () => {
    const tracks = ['b', 'a', 'b'].map((name) => makeTrack(name));
    playlists.save(makePlaylist({ tracks }), '2026');
    expect(playlists.get('aaaa111122223333')!.tracks).toEqual(tracks.map(factsOf));
  });

  it('keeps an imported list with what it lacks, in place of what was kept of it', () => {
    const entry = { location: null, title: 'Gone', artist: 'A', album: '', lengthMs: null };
    const tracks = [makeTrack('b')];
    playlists.saveImported(
      makePlaylist({ tracks: [] }),
      [
        { position: 1, entry },
        { position: 2, entry },
      ],
      '2026',
    );
    expect(ids(playlists.waiting())).toEqual(['aaaa111122223333']);
    playlists.saveImported(makePlaylist({ tracks }), [{ position: 2, entry }], '2027');
    expect(playlists.wanted('aaaa111122223333')).toEqual([{ position: 2, entry }]);
    expect(playlists.get('aaaa111122223333')!.tracks).toEqual(tracks.map(factsOf));
    playlists.saveImported(makePlaylist({ tracks }), [], '2028');
    expect(playlists.waiting()).toEqual([]);
  });

  it('changes nothing when the same id comes again', () => {
    playlists.save(makePlaylist(), '2026-01-01');
    playlists.save(makePlaylist({ title: 'Other', tracks: [] }), '2027-01-01');
    expect(playlists.get('aaaa111122223333')).toEqual(keptOf(makePlaylist()));
    expect(playlists.list()).toEqual([
      {
        id: 'aaaa111122223333',
        title: 'Late Night Jazz',
        tracks: 2,
        lengthMs: 360_000,
        createdAt: '2026-01-01',
        clonedFrom: null,
      },
    ]);
  });

  it('brings what an earlier mixpress kept into its form', () => {
    const path = join(dir, 'early.db');
    const db = new Database(path);
    db.exec(MIGRATIONS.slice(0, 5).join(''));
    db.pragma('user_version = 5');
    const { title, tracks } = makePlaylist({
      tracks: [makeTrack('b', { explicit: true, year: 1999 }), makeTrack('a')],
    });
    db.prepare(
      `INSERT INTO playlists (id, title, folded_title, tracks, frames, created_at, records) VALUES ('p', ?, '', 2, 1, '', ?)`,
    ).run(title, JSON.stringify(tracks));
    db.close();
    const migrated = openStore(path);
    expect(playlistStore(migrated).get('p')!.tracks).toEqual(tracks.map(factsOf));
    migrated.close();
  });

  it('is part of a transaction around it', () => {
    expect(() =>
      store.transaction(() => {
        playlists.save(makePlaylist(), '2026');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(playlists.list()).toEqual([]);
  });

  it('finds by the start of an id', () => {
    for (const id of ['abc1', 'abc2', 'abd1', '%']) playlists.save(makePlaylist({ id }), '2026');
    expect(ids(playlists.findByIdPrefix('abc'))).toEqual(['abc1', 'abc2']);
    expect(ids(playlists.findByIdPrefix('abc1'))).toEqual(['abc1']);
    expect(ids(playlists.findByIdPrefix('%'))).toEqual(['%']);
    expect(ids(playlists.findByIdPrefix('_'))).toEqual([]);
  });

  it('finds by folded title, the oldest first', () => {
    playlists.save(makePlaylist({ id: 'new', title: 'LATE-NIGHT jázz' }), '2027');
    playlists.save(makePlaylist({ id: 'old' }), '2026');
    playlists.save(makePlaylist({ id: 'other', title: 'Late Night' }), '2025');
    expect(ids(playlists.findByTitle('late night jazz!'))).toEqual(['old', 'new']);
  });
});
