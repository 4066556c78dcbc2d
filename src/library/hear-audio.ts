import { trackLengthMs } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { catalogueStore } from './catalogue-store.ts';
import { libraryStore } from './library-store.ts';
import { AUDIO, audioKeysOf, mayBe, namesOf, recordingKey, type RecordingKey } from './recordings.ts';
import { nowOf, settle, tracksKept, tracksOf, type Stores } from './settle.ts';

const TRACKS_A_TRANSACTION = 1000;

/**
 * Looks up in catalogues what scans have brought since the last time: files whose recordings so far had no audio take
 * their places, with all that was told of them. Without catalogues there is nothing to do.
 */
export function hearAudio(store: Store): void {
  const stores: Stores = { library: libraryStore(store), catalogues: catalogueStore(store) };
  if (stores.catalogues.isEmpty()) return;
  const unheard = stores.catalogues.unheard();
  if (unheard.length === 0) return;
  const eachOf = <T>(items: readonly T[], work: (item: T) => void): void => {
    for (let at = 0; at < items.length; at += TRACKS_A_TRANSACTION) {
      store.transaction(() => items.slice(at, at + TRACKS_A_TRANSACTION).forEach(work));
    }
  };
  eachOf(unheard, (id) => hear(id, stores));
  // Names are folded, which SQL can't: all tracks without audio are gone through, whatever few files are new.
  eachOf(namedLikeAudio(stores), (ids) => {
    settle({ told: null, keys: [], ids: ids.flatMap((id) => nowOf(id, stores)) }, stores);
  });
}

/** Unites a file with what has its path, its keys or its names. */
function hear(id: string, stores: Stores): void {
  const { library, catalogues } = stores;
  const ids = new Set([id]);
  const keys = new Map<string, RecordingKey>();
  for (const { path, relativePath, facts } of library.filesOf(id)) {
    for (const other of catalogues.idsAtPath(path)) ids.add(other);
    for (const key of audioKeysOf(facts, relativePath)) {
      const isName = key.startsWith(AUDIO);
      const known = recordingKey(key);
      keys.set(key, known);
      const found = isName ? tracksKept(key, stores) : tracksOf(known, stores);
      for (const other of found) {
        if (!isName || mayBe(library.facts(other), facts.isrc, trackLengthMs(facts))) ids.add(other);
      }
    }
  }
  settle({ told: null, keys: [...keys.values()], ids: [...ids].flatMap((one) => nowOf(one, stores)) }, stores);
}

/** Each track without audio that has names and length of files, with their tracks. */
function namedLikeAudio(stores: Stores): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const { id, title, artist, isrc, lengthMs } of stores.library.named()) {
    const names = namesOf({ title, artists: artist === '' ? [] : artist.split('; ', 1) });
    const audio = names === null ? [] : tracksKept(AUDIO + names, stores);
    const same = audio.filter((one) => mayBe(stores.library.facts(one), isrc, lengthMs));
    if (same.length > 0) found.push([id, ...same]);
  }
  return found;
}
