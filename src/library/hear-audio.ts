import { trackLengthMs } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { catalogueStore } from './catalogue-store.ts';
import { libraryStore } from './library-store.ts';
import type { TrackFacts } from './read-track.ts';
import { AUDIO, audioKeysOf, mayBe, NAMES } from './recordings.ts';
import { nowOf, settle, tracksOf, type Stores } from './settle.ts';

const FILES_A_TRANSACTION = 1000;

/**
 * Looks up in catalogues what scans have brought since the last time: files whose recordings so far had no audio take
 * their places, with all that was told of them. Without catalogues there is nothing to do.
 */
export function hearAudio(store: Store): void {
  const stores: Stores = { library: libraryStore(store), catalogues: catalogueStore(store) };
  if (stores.catalogues.isEmpty()) return;
  const unheard = stores.catalogues.unheard();
  for (let at = 0; at < unheard.length; at += FILES_A_TRANSACTION) {
    store.transaction(() => {
      for (const id of unheard.slice(at, at + FILES_A_TRANSACTION)) hear(id, stores);
    });
  }
}

function hear(id: string, stores: Stores): void {
  const { library, catalogues } = stores;
  const ids = new Set([id]);
  const keys = new Set<string>();
  for (const { path, relativePath, facts } of library.filesOf(id)) {
    for (const other of catalogues.idsAtPath(path)) ids.add(other);
    for (const key of audioKeysOf(facts, relativePath)) {
      keys.add(key);
      for (const other of key.startsWith(AUDIO) ? sameNames(key, facts, stores) : tracksOf(key, stores)) ids.add(other);
    }
  }
  settle({ told: null, keys, names: [], ids: new Set([...ids].flatMap((one) => nowOf(one, stores))) }, stores);
}

/** Tracks of the names and the length of a file. */
function sameNames(key: string, facts: TrackFacts, stores: Stores): string[] {
  const found = [...tracksOf(key, stores), ...tracksOf(NAMES + key.slice(AUDIO.length), stores)];
  return found.filter((id) => mayBe(stores.library.facts(id), facts.isrc, trackLengthMs(facts)));
}
