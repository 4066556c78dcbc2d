/**
 * Folders of music into the store: in come folders, out go counts and problems. A file that has not changed (path, size
 * and time) is not read again; one that has vanished leaves its track behind, marked as missing. Whatever is wrong with
 * a file is a problem that is reported each time, unless asked otherwise; the others go on. What a scan has read is kept even
 * if it is interrupted.
 */
import { join, relative, sep } from 'node:path';
import { AppError, ExitCode } from '../base/errors.ts';
import { inGroups } from '../base/in-groups.ts';
import type { Problem } from '../base/problem.ts';
import { compareText, escapeControl } from '../base/text.ts';
import type { Store } from '../store/store.ts';
import { hearAudio } from './hear-audio.ts';
import { keepIdentities } from './identity.ts';
import { libraryStore, type KnownFile, type LibraryStore, type ScannedFile } from './library-store.ts';
import { realRoots } from './roots.ts';
import { trackReader, type ReadingOptions } from './track-reader.ts';
import { walk, type FoundFile } from './walk.ts';

export interface ScanOptions extends ReadingOptions {
  /** Reads unchanged files too. */
  readonly full?: boolean;
  /** Whether what is wrong with unchanged files is reported again; by default it is. */
  readonly repeatProblems?: boolean;
  /** Whether a folder that had files and has none now is refused: its drive is probably not mounted. */
  readonly refuseEmptied?: boolean;
  /** Forgets the missing tracks below the folders for good. */
  readonly prune?: boolean;
  /** Looks at these folders alone, which lie below those that are scanned; they are named as below the real roots. */
  readonly parts?: readonly string[];
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Is told at the end what has become of each file, in order of paths. */
  readonly onChanges?: (changes: readonly FileChange[]) => void;
}

/** What a scan has found of one file. Paths are absolute. */
export interface FileChange {
  readonly change: 'new' | 'changed' | 'moved' | 'missing';
  readonly path: string;
  /** Where a moved file was before. */
  readonly from: string | null;
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
  /** Files with the audio of one that has vanished. */
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
 * @throws AppError `library-missing` where a folder isn't there, or is refused for being empty; the reason of `signal` once that is aborted
 */
export async function scanFolders(
  store: Store,
  folders: readonly string[],
  options: ScanOptions = {},
): Promise<ScanReport> {
  const roots = await realRoots(folders);
  const library = libraryStore(store);
  const places = placesOf(roots, options.parts);
  const scan = begin(library, places, options.onProgress);
  await takeUp(scan, places, options);
  const { found, read, unchanged, vanished, problems } = scan;
  store.transaction(() => {
    keepIdentities(library, library.forget(vanished), scan.fresh);
    library.dropUnused(scan.replaced);
  });
  hearAudio(store);
  const changes = changesOf(scan);
  const pruned = options.prune === true ? library.prune(roots) : 0;
  options.onChanges?.(changes);
  problems.sort((a, b) => compareText(a.file ?? '', b.file ?? ''));
  const count = (kind: FileChange['change']): number => changes.filter(({ change }) => change === kind).length;
  return {
    ...{ roots, found, read, unchanged },
    ...{ new: count('new'), changed: count('changed'), moved: count('moved'), missing: count('missing'), pruned },
    problems,
  };
}

/** A folder to scan, and from where the paths of its files are told. */
interface Place {
  readonly root: string;
  /** From the root, with `/`; empty for all of it. */
  readonly folder: string;
}

function placesOf(roots: readonly string[], parts: readonly string[] | undefined): Place[] {
  if (parts === undefined) return roots.map((root) => ({ root, folder: '' }));
  return parts.flatMap((part) => {
    const root = roots.find((one) => isWithin(part, one));
    return root === undefined || parts.some((other) => other !== part && isWithin(part, other))
      ? []
      : [{ root, folder: relative(root, part).replaceAll(sep, '/') }];
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A scan as it goes on. */
interface Scan {
  readonly library: LibraryStore;
  readonly known: ReadonlyMap<string, KnownFile>;
  /** Paths of the known files that have not been seen yet. */
  readonly vanished: Set<string>;
  /** Paths that were not known. */
  readonly added: Set<string>;
  /** Paths of files with another size or time than before. */
  readonly changed: Set<string>;
  /** Ids of tracks that were not known, and of those whose last place another content has taken. */
  readonly fresh: string[];
  readonly replaced: string[];
  readonly problems: Problem[];
  found: number;
  read: number;
  unchanged: number;
  /** Tells how far it is. */
  tell(foundAll: boolean): void;
}

function begin(library: LibraryStore, places: readonly Place[], onProgress: ScanOptions['onProgress']): Scan {
  const known = new Map(places.flatMap(({ root, folder }) => [...library.knownFiles(join(root, folder))]));
  const scan: Scan = {
    ...{ library, known, vanished: new Set(known.keys()), added: new Set(), changed: new Set(), problems: [] },
    ...{ fresh: [], replaced: [], found: 0, read: 0, unchanged: 0 },
    tell: (foundAll) => {
      const { found, read, unchanged } = scan;
      onProgress?.({ found, foundAll, done: unchanged + read, read });
    },
  };
  return scan;
}

/** Finds all files and reads those that are new or have changed. */
async function takeUp(scan: Scan, places: readonly Place[], options: ScanOptions): Promise<void> {
  const { library, known, problems } = scan;
  const pending: ScannedFile[] = [];
  const record = (): void => {
    const { fresh, replaced } = library.record(pending.splice(0));
    // Where nothing was known, nothing can have been lost.
    if (known.size > 0) scan.fresh.push(...fresh);
    scan.replaced.push(...replaced);
  };
  let foundAll = false;
  const reader = trackReader<FoundFile & { readonly root: string }>((file, { mayPass, ...result }) => {
    scan.read++;
    if (result.problem) problems.push(result.problem);
    if (!mayPass) {
      count(scan, file);
      pending.push({ ...file, ...result });
      if (pending.length >= FILES_A_TRANSACTION) record();
    }
    scan.tell(foundAll);
  }, options);
  try {
    for (const { root, folder } of places) {
      const before = scan.found;
      for await (const item of walk(root, folder)) {
        options.signal?.throwIfAborted();
        if ('problem' in item) problems.push(item.problem);
        else if (!isUnchanged(item.file, known, options)) await reader.add({ ...item.file, root });
        else keep(scan, item.file, options);
        if ('file' in item) scan.found++;
      }
      if (options.refuseEmptied === true && scan.found === before) refuseEmptied(root, known);
    }
    foundAll = true;
    await reader.finish();
  } finally {
    await reader.close();
    record();
  }
}

function refuseEmptied(root: string, known: Scan['known']): void {
  const count = [...known.keys()].filter((path) => isWithin(path, root)).length;
  if (count === 0) return;
  const there = `there is no music any more in ${escapeControl(root)}, where ${count === 1 ? 'there was a file' : `there were ${inGroups(count)} files`}`;
  throw new AppError('library-missing', there, {
    hint: `see that its drive is mounted; if they are really gone, run mixpress library scan ${escapeControl(root)}`,
    exitCode: ExitCode.usage,
  });
}

function isUnchanged(file: FoundFile, known: Scan['known'], { full = false }: ScanOptions): boolean {
  const before = known.get(file.path);
  return before !== undefined && !full && hasTimeAndSize(file, before);
}

function hasTimeAndSize(file: FoundFile, before: KnownFile): boolean {
  return file.sizeBytes === before.sizeBytes && file.mtimeMs === before.mtimeMs;
}

function keep(scan: Scan, { path }: FoundFile, { repeatProblems = true }: ScanOptions): void {
  const { problem } = scan.known.get(path)!;
  if (problem && repeatProblems) scan.problems.push(problem);
  scan.vanished.delete(path);
  scan.unchanged++;
  scan.tell(false);
}

function count(scan: Scan, file: FoundFile): void {
  const before = scan.known.get(file.path);
  if (before === undefined) scan.added.add(file.path);
  else if (!hasTimeAndSize(file, before)) scan.changed.add(file.path);
  scan.vanished.delete(file.path);
}

function changesOf(scan: Scan): FileChange[] {
  const moves = movesOf(scan);
  const left = new Set(moves.values());
  const changes: FileChange[] = [
    ...[...scan.added].map((path): FileChange => {
      const from = moves.get(path) ?? null;
      return { change: from === null ? 'new' : 'moved', path, from };
    }),
    ...[...scan.changed].map((path): FileChange => ({ change: 'changed', path, from: null })),
    ...[...scan.vanished]
      .filter((path) => !left.has(path))
      .map((path): FileChange => ({ change: 'missing', path, from: null })),
  ];
  return changes.sort((a, b) => compareText(a.path, b.path));
}

/** Of the files that have come, where those lay of which the content has vanished elsewhere. */
function movesOf({ library, known, vanished, added }: Scan): Map<string, string> {
  const moves = new Map<string, string>();
  for (const path of added.size === 0 ? [] : vanished) {
    const places = library.pathsOf(known.get(path)!.trackId);
    const place = places.find((one) => added.has(one) && !moves.has(one));
    if (place !== undefined) moves.set(place, path);
  }
  return moves;
}
