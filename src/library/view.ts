import { basename, sep } from 'node:path';
import { compareText } from '../base/text.ts';
import { indexOfId, knownFacts, type TrackTable } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { fileFacts, type FileFacts } from './file-facts.ts';
import { completeNames } from './file-names.ts';
import { libraryStore, type FilePlace, type LibraryStore } from './library-store.ts';
import { readColumns } from './read-table.ts';
import { firstPlace } from './whole-track.ts';

/** The library at one moment, for choosing tracks and for finding them. Whatever fits comes in order of ids. */
export interface LibraryView {
  /** One track for each content, be it in several files. */
  readonly table: TrackTable;
  /** What is known of the files of a track of it beside that, by the track's index. */
  readonly fileFacts: (index: number) => FileFacts;
  /** The same as whole records. */
  readonly tracks: readonly Track[];
  findById(id: string): Track | undefined;
  /** By the absolute path of any of its files. */
  findByPath(path: string): readonly Track[];
  /** By the end of the path of any of its files, in whole names. */
  findByRelativePath(path: string): readonly Track[];
  findByIsrc(isrc: string): readonly Track[];
  /** By the UUID of its recording, or of its place on a release. */
  findByMusicbrainzId(uuid: string): readonly Track[];
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
  const findById = (id: string): Track | undefined => trackOf(firstBelow(library.filesOf(id), folders));
  const findAll = (ids: Iterable<string>): readonly Track[] =>
    [...new Set(ids)].sort(compareText).flatMap((id) => findById(id) ?? []);
  const isBelow = (path: string): boolean => placeBelow({ path, relativePath: path }, folders) !== null;
  let table: TrackTable | undefined;
  let tracks: readonly Track[] | undefined;
  let factsOf: LibraryView['fileFacts'] | undefined;
  return {
    get table() {
      return (table ??= readTable(store, folders));
    },
    get tracks() {
      return (tracks ??= Array.from(this.table.ids, (id) => findById(id)!));
    },
    get fileFacts() {
      return (factsOf ??= fileFacts(store, this.table));
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
    findByIsrc: (isrc) => findAll(library.idsByIsrc(isrc)),
    findByMusicbrainzId: (uuid) => findAll(library.idsByMusicbrainzId(uuid)),
    findByNames: (title, artist) => findAll(library.idsByNames(title, artist)),
  };
}

/** The file that stands for a content in the folders. */
function firstBelow<File extends FilePlace>(files: readonly File[], folders: readonly string[]): File | undefined {
  return firstPlace(
    files.flatMap((file) => {
      const place = placeBelow(file, folders);
      return place === null ? [] : [{ ...file, ...place }];
    }),
  );
}

function trackOf(file: ReturnType<LibraryStore['filesOf']>[number] | undefined): Track | undefined {
  if (file === undefined) return undefined;
  const { facts, path, relativePath } = file;
  return { ...facts, ...completeNames(facts, relativePath), path, relativePath };
}

/** The file with its path from the folder that it lies in, or null where it lies in none of them. */
function placeBelow(file: FilePlace, folders: readonly string[]): FilePlace | null {
  if (folders.length === 0) return file;
  const folder = folders.find((start) => file.path.startsWith(start));
  return folder === undefined ? null : { path: file.path, relativePath: slashed(file.path.slice(folder.length)) };
}

function readTable(store: Store, folders: readonly string[]): TrackTable {
  const library = libraryStore(store);
  const placeOf = (id: string): ReturnType<LibraryStore['placesOf']>[number] =>
    firstBelow(library.placesOf(id), folders)!;
  const columns = readColumns(store, folders, (id, names) => completeNames(names, placeOf(id).relativePath));
  return {
    ...columns,
    track: (index) => Object.assign(knownFacts(columns, index), placeOf(columns.ids.at(index)!)),
    indexOfPath: (path) => {
      const [file] = library
        .filesNamed(basename(path))
        .filter((one) => placeBelow(one, folders)?.relativePath === path);
      return file === undefined ? null : indexOfId(columns, file.id);
    },
  };
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
