import { basename, sep } from 'node:path';
import { compareText } from '../base/text.ts';
import { digestOf, fillTable, indexOfId, type TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { completeNames } from './file-names.ts';
import { libraryStore, type FilePlace, type LibraryStore } from './library-store.ts';

/** The library at one moment, for choosing tracks and for finding them. Whatever fits comes in order of ids. */
export interface LibraryView {
  /** One track for each content, be it in several files. */
  readonly table: TrackTable;
  /** The same as whole records. */
  readonly tracks: readonly Track[];
  findById(id: string): Track | undefined;
  /** By the absolute path of any of its files. */
  findByPath(path: string): readonly Track[];
  /** By the end of the path of any of its files, in whole names. */
  findByRelativePath(path: string): readonly Track[];
  /** Compares folded names. */
  findByNames(title: string, artist: string): readonly Track[];
}

/**
 * All tracks that have a sound file below one of `roots` (absolute real paths, as a scan reports them), or anywhere where
 * none is given. Of several files with one content the one with the smallest relative path stands for them.
 */
export function libraryView(store: Store, roots: readonly string[]): LibraryView {
  const library = libraryStore(store);
  const folders = roots.map((root) => (root.endsWith(sep) ? root : root + sep)).sort(compareText);
  const findById = (id: string): Track | undefined => findTrack(library, folders, id);
  const findAll = (ids: Iterable<string>): readonly Track[] =>
    [...new Set(ids)].sort(compareText).flatMap((id) => findById(id) ?? []);
  const isBelow = (path: string): boolean => placeBelow({ path, relativePath: path }, folders) !== null;
  let table: TrackTable | undefined;
  let tracks: readonly Track[] | undefined;
  return {
    get table() {
      return (table ??= readTable(library, folders, findById));
    },
    get tracks() {
      return (tracks ??= this.table.ids.map((id) => findById(id)!));
    },
    findById,
    findByPath: (path) => (isBelow(path) ? findAll([library.idAt(path)].filter((id) => id !== null)) : []),
    findByRelativePath: (path) =>
      findAll(
        library
          .filesNamed(basename(path))
          .filter((file) => isBelow(file.path) && slashed(file.path).endsWith(`/${path}`))
          .map(({ id }) => id),
      ),
    findByNames: (title, artist) => findAll(library.idsByNames(title, artist)),
  };
}

function findTrack(library: LibraryStore, folders: readonly string[], id: string): Track | undefined {
  const facts = library.facts(id);
  if (facts === null) return undefined;
  const [place] = library
    .filesOf(id)
    .flatMap((file) => placeBelow(file, folders) ?? [])
    .sort((a, b) => compareText(a.relativePath, b.relativePath) || compareText(a.path, b.path));
  return place && { ...facts, ...completeNames(facts, place.relativePath), ...place };
}

/** The file with its path from the folder that it lies in, or null where it lies in none of them. */
function placeBelow(file: FilePlace, folders: readonly string[]): FilePlace | null {
  if (folders.length === 0) return file;
  const folder = folders.find((start) => file.path.startsWith(start));
  return folder === undefined ? null : { path: file.path, relativePath: slashed(file.path.slice(folder.length)) };
}

function readTable(
  library: LibraryStore,
  folders: readonly string[],
  findById: (id: string) => Track | undefined,
): TrackTable {
  const filler = fillTable(library.countTracks());
  for (const row of library.tracksBelow(folders)) {
    // Names that the tags lack depend on where the file lies.
    const named = row.title === '' || row.digest === 0 ? findById(row.id)! : null;
    filler.add({
      ...row,
      ...(named && { title: named.title, artist: named.artist, digest: digestOf(named) }),
      explicit: row.explicit === null ? null : row.explicit === 1,
    });
  }
  const table = filler.finish({
    track: (index) => findById(table.ids[index]!)!,
    indexOfPath: (path) => {
      const [file] = library
        .filesNamed(basename(path))
        .filter((one) => placeBelow(one, folders)?.relativePath === path);
      return file === undefined ? null : indexOfId(table, file.id);
    },
  });
  return table;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
