/** A library in memory, without files to scan. */
import { libraryStore } from '../../src/library/library-store.ts';
import { findWholeTrack } from '../../src/library/whole-track.ts';
import type { Track } from '../../src/model/track.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';

/** An empty store that nothing is left of. */
export function memoryStore(): Store {
  return openScratchStore('/nonexistent/mixpress.db');
}

/** Takes up tracks, each from one file, as a scan does. Of those with an empty path no file is known afterwards. */
export function putTracks(store: Store, tracks: readonly Track[]): void {
  libraryStore(store).record(
    tracks.map(({ path, relativePath, ...facts }) => ({
      ...{ path: path === '' ? `/gone/${facts.id}` : path, relativePath, root: '/', facts, problem: null },
      ...{ sizeBytes: 1, mtimeMs: 1 },
    })),
  );
  store.db.exec("DELETE FROM files WHERE path LIKE '/gone/%'");
}

/** All tracks as they are known, those without a file too. */
export function storedTracks(store: Store): Track[] {
  const library = libraryStore(store);
  const ids = store.db.prepare<[], string>('SELECT id FROM tracks ORDER BY id').pluck().all();
  return ids.map((id) => findWholeTrack(library, id)!);
}
