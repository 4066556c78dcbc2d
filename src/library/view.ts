import { basename, sep } from 'node:path';
import { compareText, fold } from '../base/text.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';
import { completeNames } from './file-names.ts';
import { libraryStore, type StoredFile } from './library-store.ts';

/** The library at one moment, for choosing tracks and for finding them. Whatever fits comes in order of ids. */
export interface LibraryView {
  /** One for each content, be it in several files. */
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
  const files = filesBelow(libraryStore(store).soundFiles(), roots);
  const tracksById = new Map<string, Track>();
  for (const file of files) {
    if (!tracksById.has(file.facts.id)) tracksById.set(file.facts.id, trackOf(file));
  }
  const tracks = [...tracksById.values()].sort((a, b) => compareText(a.id, b.id));
  const filesByPath = lookUpBy(files, ({ path }) => path);
  const filesByName = lookUpBy(files, ({ path }) => basename(path));
  const tracksByNames = lookUpBy(tracks, ({ title, artist }) => namesKey(title, artist));
  const tracksOf = (found: readonly StoredFile[]): readonly Track[] =>
    [...new Set(found.map(({ facts }) => tracksById.get(facts.id)!))].sort((a, b) => compareText(a.id, b.id));
  return {
    tracks,
    findById: (id) => tracksById.get(id),
    findByPath: (path) => tracksOf(filesByPath(path)),
    findByRelativePath: (path) =>
      tracksOf(filesByName(basename(path)).filter((file) => slashed(file.path).endsWith(`/${path}`))),
    findByNames: (title, artist) => tracksByNames(namesKey(title, artist)),
  };
}

/** In order of relative paths. */
function filesBelow(files: readonly StoredFile[], roots: readonly string[]): readonly StoredFile[] {
  const folders = roots.map((root) => (root.endsWith(sep) ? root : root + sep)).sort(compareText);
  const below = folders.length === 0 ? [...files] : files.flatMap((file) => fromFolder(file, folders));
  return below.sort((a, b) => compareText(a.relativePath, b.relativePath) || compareText(a.path, b.path));
}

function fromFolder(file: StoredFile, folders: readonly string[]): StoredFile[] {
  const folder = folders.find((start) => file.path.startsWith(start));
  return folder === undefined ? [] : [{ ...file, relativePath: slashed(file.path.slice(folder.length)) }];
}

function trackOf({ facts, path, relativePath }: StoredFile): Track {
  return { ...facts, ...completeNames(facts, relativePath), path, relativePath };
}

function namesKey(title: string, artist: string): string {
  return `${fold(title)}\n${fold(artist)}`;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** An index that is made when it is first asked. */
function lookUpBy<T>(items: readonly T[], keyOf: (item: T) => string): (key: string) => readonly T[] {
  let index: Map<string, T[]> | undefined;
  return (key) => {
    index ??= indexBy(items, keyOf);
    return index.get(key) ?? [];
  };
}

function indexBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const same = index.get(key);
    if (same) same.push(item);
    else index.set(key, [item]);
  }
  return index;
}
