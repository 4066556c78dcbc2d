import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { groupRows } from '../../src/library/groups.ts';
import { importCatalogue } from '../../src/library/import-catalogue.ts';
import { openCatalogue } from '../../src/library/catalogues/index.ts';
import { openSearch } from '../../src/library/search.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openScratchStore, openStore, type Store } from '../../src/store/store.ts';
import { chunks } from '../library/catalogues/read.ts';
import { putTracks } from '../library/stored.ts';
import { makeTrack } from '../make-track.ts';
import { tempDir } from '../outside.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();
const found = (store: Store): unknown[] => [...openSearch(store).find(null)];
const namesOf = (store: Store): string[] =>
  store.db.prepare<[], string>('SELECT type || name FROM sqlite_schema ORDER BY 1').pluck().all();

/** A database with all kinds of tracks. */
async function make(name: string): Promise<string> {
  const path = join(dir, name);
  const store = openStore(path);
  putTracks(
    store,
    Array.from({ length: 50 }, (_, i) =>
      makeTrack({ id: `t${i}`, path: `/m/${i}.flac`, relativePath: `${i}.flac`, title: `Song ${i}` }),
    ),
  );
  const { kind, batches } = await openCatalogue(chunks('title,artist,genre\nElsewhere,Nobody,Jazz\n'), {
    source: 'x.csv',
  });
  await importCatalogue(store, { source: 'x.csv', kind, rows: groupRows(batches) });
  found(store);
  store.close();
  return path;
}

describe('a scratch copy', () => {
  it('has all that the database has, but for the search, which finds the same', async () => {
    const path = await make('whole.db');
    const bytes = readFileSync(path);
    const scratch = openScratchStore(path);
    expect(scratch.db.prepare('SELECT count(*) FROM search').pluck().get()).toBe(0);
    const kept = openStore(path);
    expect(namesOf(scratch)).toEqual(namesOf(kept));
    for (const table of ['files', 'tracks', 'catalogues', 'enrichments', 'places', 'track_keys']) {
      const rows = (store: Store): unknown[] => store.db.prepare(`SELECT * FROM ${table}`).all();
      expect(rows(scratch), table).toEqual(rows(kept));
      expect(rows(kept).length, table).toBeGreaterThan(0);
    }
    expect(found(scratch)).toEqual(found(kept));
    kept.close();
    scratch.db.exec('DELETE FROM files');
    scratch.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('of an older database is brought up to date, and the database is not', () => {
    for (const version of [1, 3, MIGRATIONS.length - 1]) {
      const path = join(dir, `${version}.db`);
      const old = new Database(path);
      for (const step of MIGRATIONS.slice(0, version)) old.exec(step);
      old.exec(`INSERT INTO tracks (id, title, artist, album, album_artist, genres, styles, codec, sample_rate, channels, length_samples)
        VALUES ('a', 'Old', '', '', '', '[]', '[]', 'flac', 44100, 2, 44100)`);
      old.pragma(`user_version = ${version}`);
      old.close();
      const scratch = openScratchStore(path);
      expect(scratch.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
      expect(found(scratch)).toMatchObject([{ id: 'a', title: 'Old' }]);
      scratch.close();
      const after = new Database(path, { readonly: true });
      expect(after.pragma('user_version', { simple: true })).toBe(version);
      after.close();
    }
  });

  it('of a newer database, and of none, is refused and leaves nothing behind', () => {
    const folder = join(dir, 'copies');
    mkdirSync(folder);
    vi.stubEnv('TMPDIR', folder);
    const newer = join(dir, 'newer.db');
    const db = new Database(newer);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    expect(() => openScratchStore(newer)).toThrow(newer);
    const text = join(dir, 'text.db');
    writeFileSync(text, 'no database at all, but a text that is long enough to be read as one'.repeat(100));
    expect(() => openScratchStore(text)).toThrow('not a database');
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
  });
});
