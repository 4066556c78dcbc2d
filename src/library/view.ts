import type { Store } from '../store/store.ts';
import type { Track } from '../model/track.ts';
import { libraryStore } from './library-store.ts';

/** The library as orders see it. What may be chosen and what may be cloned is read once, when it is first asked for. */
export interface LibraryView {
  /** All tracks that may be chosen. */
  readonly tracks: readonly Track[];
  findById(id: string): Track | undefined;
  findByPath(path: string): readonly Track[];
  findByRelativePath(path: string): readonly Track[];
  findByNames(title: string, artist: string): readonly Track[];
}

/** Opens the library: tracks are chosen from below `roots`, or from all of it where there are none. */
export function libraryView(store: Store, roots: readonly string[]): LibraryView {
  const library = libraryStore(store);
  let chosen: readonly Track[] | undefined;
  let byId: ReadonlyMap<string, Track> | undefined;
  return {
    get tracks() {
      return (chosen ??= library.candidates(roots.length === 0 ? undefined : roots));
    },
    findById: (id) => (byId ??= new Map(library.candidates().map((track) => [track.id, track]))).get(id),
    findByPath: (path) => library.findByPath(path),
    findByRelativePath: (path) => library.findByRelativePath(path),
    findByNames: (title, artist) => library.findByNames(title, artist),
  };
}
