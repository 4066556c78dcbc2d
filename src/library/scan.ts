/**
 * Folders of music into the store: in come folders, out go counts and problems. A file that has not changed (path, size
 * and time) is not read again; one that has vanished leaves its track behind, marked as missing. Whatever is wrong with
 * a file is a problem that is reported each time; the others go on. What a scan has read is kept even if it is interrupted.
 */
import type { Problem } from '../base/problem.ts';
import { compareText } from '../base/text.ts';
import type { Store } from '../store/store.ts';
import { libraryStore, type KnownFile, type LibraryStore, type ScannedFile } from './library-store.ts';
import { realRoots } from './roots.ts';
import { trackReader, type ReadingOptions } from './track-reader.ts';
import { walk, type FoundFile } from './walk.ts';

export interface ScanOptions extends ReadingOptions {
  /** Reads unchanged files too. */
  readonly full?: boolean;
  /** Forgets the missing tracks below the folders for good. */
  readonly prune?: boolean;
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  /** Files found so far. */
  readonly found: number;
  /** Whether these are all. */
  readonly foundAll: boolean;
  /** Of those found: unchanged, or read. */
  readonly done: number;
  readonly read: number;
}

export interface ScanReport {
  /** Absolute real paths, none within another. */
  readonly roots: readonly string[];
  readonly found: number;
  readonly read: number;
  readonly unchanged: number;
  /** Files that were not known before, moved ones not counted. */
  readonly new: number;
  /** Files with another size or time than before. */
  readonly changed: number;
  /** Files with the content of one that has vanished. */
  readonly moved: number;
  /** Files that were known and are no longer there, or no longer to be read; moved ones not counted. */
  readonly missing: number;
  /** Missing tracks that were forgotten. */
  readonly pruned: number;
  /** In order of files. */
  readonly problems: readonly Problem[];
}

const FILES_A_TRANSACTION = 512;

/**
 * Brings what the store knows of all files below `folders` up to date.
 *
 * @throws AppError `library-missing` where a folder isn't there; the reason of `signal` once that is aborted
 */
export async function scanFolders(
  store: Store,
  folders: readonly string[],
  options: ScanOptions = {},
): Promise<ScanReport> {
  const roots = await realRoots(folders);
  const library = libraryStore(store);
  const scan = begin(library, roots, options.onProgress);
  await takeUp(scan, roots, options);
  const { found, read, unchanged, changed, added, vanished, problems } = scan;
  const moved = countMoved(scan);
  if (vanished.size > 0) library.forget(vanished);
  const pruned = options.prune === true ? library.prune(roots) : 0;
  problems.sort((a, b) => compareText(a.file ?? '', b.file ?? ''));
  const counts = { new: added.size - moved, changed, moved, missing: vanished.size - moved, pruned };
  return { roots, found, read, unchanged, ...counts, problems };
}

/** A scan as it goes on. */
interface Scan {
  readonly library: LibraryStore;
  readonly known: ReadonlyMap<string, KnownFile>;
  /** Paths of the known files that have not been seen yet. */
  readonly vanished: Set<string>;
  /** Paths that were not known. */
  readonly added: Set<string>;
  readonly problems: Problem[];
  found: number;
  read: number;
  unchanged: number;
  changed: number;
  /** Tells how far it is. */
  tell(foundAll: boolean): void;
}

function begin(library: LibraryStore, roots: readonly string[], onProgress: ScanOptions['onProgress']): Scan {
  const known = new Map(roots.flatMap((root) => [...library.knownFiles(root)]));
  const scan: Scan = {
    ...{ library, known, vanished: new Set(known.keys()), added: new Set(), problems: [] },
    ...{ found: 0, read: 0, unchanged: 0, changed: 0 },
    tell: (foundAll) => {
      const { found, read, unchanged } = scan;
      onProgress?.({ found, foundAll, done: unchanged + read, read });
    },
  };
  return scan;
}

/** Finds all files and reads those that are new or have changed. */
async function takeUp(scan: Scan, roots: readonly string[], options: ScanOptions): Promise<void> {
  const { library, known, problems } = scan;
  const pending: ScannedFile[] = [];
  const record = (): void => library.record(pending.splice(0));
  let foundAll = false;
  const reader = trackReader<FoundFile & { readonly root: string }>((file, { facts, problem, mayPass }) => {
    scan.read++;
    if (problem) problems.push(problem);
    if (!mayPass) {
      count(scan, file);
      pending.push({ ...file, facts, problem });
      if (pending.length >= FILES_A_TRANSACTION) record();
    }
    scan.tell(foundAll);
  }, options);
  try {
    for (const root of roots) {
      for await (const item of walk(root)) {
        options.signal?.throwIfAborted();
        if ('problem' in item) problems.push(item.problem);
        else if (!isUnchanged(item.file, known, options)) await reader.add({ ...item.file, root });
        else keep(scan, item.file);
        if ('file' in item) scan.found++;
      }
    }
    foundAll = true;
    await reader.finish();
  } finally {
    await reader.close();
    record();
  }
}

function isUnchanged(file: FoundFile, known: Scan['known'], { full = false }: ScanOptions): boolean {
  const before = known.get(file.path);
  return before !== undefined && !full && hasTimeAndSize(file, before);
}

function hasTimeAndSize(file: FoundFile, before: KnownFile): boolean {
  return file.sizeBytes === before.sizeBytes && file.mtimeMs === before.mtimeMs;
}

function keep(scan: Scan, { path }: FoundFile): void {
  const { problem } = scan.known.get(path)!;
  if (problem) scan.problems.push(problem);
  scan.vanished.delete(path);
  scan.unchanged++;
  scan.tell(false);
}

function count(scan: Scan, file: FoundFile): void {
  const before = scan.known.get(file.path);
  if (before === undefined) scan.added.add(file.path);
  else if (!hasTimeAndSize(file, before)) scan.changed++;
  scan.vanished.delete(file.path);
}

/** How many of the vanished files have come up under another name. */
function countMoved({ library, known, vanished, added }: Scan): number {
  const found = new Set<string>();
  for (const path of added.size === 0 ? [] : vanished) {
    const places = library.pathsOf(known.get(path)!.trackId);
    const place = places.find((one) => added.has(one) && !found.has(one));
    if (place !== undefined) found.add(place);
  }
  return found.size;
}
