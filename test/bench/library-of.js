/** A real workspace's database with any number of tracks that have no files. */
import { existsSync } from 'node:fs';
import { libraryStore } from '../../dist/library/library-store.js';
import { libraryView } from '../../dist/library/view.js';
import { openStore } from '../../dist/store/store.js';
import { tracksOf } from './catalogue.js';
import { scratchPath } from './place.js';

/** So many tracks are written in one transaction. */
const TOGETHER = 50_000;

/** Path of a database with so many tracks, made when it is first asked for. */
export function libraryOf(count) {
  const path = scratchPath('libraries', String(count), 'mixpress.db');
  if (!existsSync(path)) writeLibrary(path, count);
  return path;
}

/** Makes a database of so many tracks at `path`. */
function writeLibrary(path, count) {
  const store = openStore(path);
  // It need not outlast a power cut while it is made, and may take what memory it needs (KiB).
  store.db.pragma('synchronous = OFF');
  store.db.pragma('cache_size = -500000');
  const library = libraryStore(store);
  let files = [];
  const write = () => {
    library.record(files);
    files = [];
  };
  for (const { path, relativePath, ...facts } of tracksOf(count)) {
    files.push({ path, relativePath, root: '/music', sizeBytes: 1, mtimeMs: 1, facts, problem: null });
    if (files.length === TOGETHER) write();
  }
  write();
  // As the first command after a scan does.
  void libraryView(store, []).table;
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}
