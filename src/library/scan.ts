/**
 * Folders of music into the store: in come folders, out go counts and problems. A file that has not changed (path, size
 * and time) is not read again. Whatever is wrong with a file is a problem that is reported each time; the others go on.
 * What a scan has read is kept even if it is interrupted.
 */
import type { Problem } from '../base/problem.ts';
import { compareText } from '../base/text.ts';
import type { Store } from '../store/store.ts';
import { hearAudio } from './hear-audio.ts';
import { libraryStore, type KnownFile, type LibraryStore, type ScannedFile } from './library-store.ts';
import { readTrack } from './read-track.ts';
import { realRoots } from './roots.ts';
import { walk, type FoundFile } from './walk.ts';

export interface ScanOptions {
  /** Reads unchanged files too. */
  readonly full?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  readonly found: number;
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
  /** Files that were known and are no longer there, or no longer to be read. */
  readonly removed: number;
  /** In order of files. */
  readonly problems: readonly Problem[];
}

const FILES_AT_ONCE = 8;
const FILES_A_TRANSACTION = 200;

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
  const tally: Tally = { found: 0, read: 0, unchanged: 0, removed: 0, problems: [] };
  for (const root of roots) await scanRoot(root, library, tally, options);
  hearAudio(store);
  tally.problems.sort((a, b) => compareText(a.file ?? '', b.file ?? ''));
  return { roots, ...tally };
}

/** The report as it grows. */
interface Tally {
  found: number;
  read: number;
  unchanged: number;
  removed: number;
  readonly problems: Problem[];
}

async function scanRoot(
  root: string,
  library: LibraryStore,
  tally: Tally,
  { full = false, signal, onProgress }: ScanOptions,
): Promise<void> {
  const known = library.knownFiles(root);
  const gone = new Set(known.keys());
  const pending: ScannedFile[] = [];
  const record = (): void => {
    if (pending.length > 0) library.record(pending.splice(0));
  };

  const take = async (file: FoundFile): Promise<Problem | null> => {
    tally.found++;
    const before = known.get(file.path);
    if (before && !full && isUnchanged(file, before)) {
      tally.unchanged++;
      gone.delete(file.path);
      return before.problem;
    }
    const { facts, problem, mayPass } = await readTrack(file.path, file.sizeBytes);
    tally.read++;
    if (mayPass) return problem;
    gone.delete(file.path);
    pending.push({ ...file, root, facts, problem });
    if (pending.length >= FILES_A_TRANSACTION) record();
    return problem;
  };

  try {
    await forEach(walk(root), FILES_AT_ONCE, async (item) => {
      signal?.throwIfAborted();
      const problem = 'file' in item ? await take(item.file) : item.problem;
      if (problem) tally.problems.push(problem);
      onProgress?.({ found: tally.found, done: tally.unchanged + tally.read, read: tally.read });
    });
  } finally {
    record();
  }
  if (gone.size > 0 || tally.read > 0) library.forget(gone);
  tally.removed += gone.size;
}

function isUnchanged(file: FoundFile, before: KnownFile): boolean {
  return file.sizeBytes === before.sizeBytes && file.mtimeMs === before.mtimeMs;
}

/** Works through all items, some at once. Ends when all work has ended, throwing the first error there was. */
async function forEach<T>(items: AsyncGenerator<T>, atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const workers = Array.from({ length: atOnce }, async () => {
    for await (const item of items) await work(item);
  });
  for (const result of await Promise.allSettled(workers)) {
    if (result.status === 'rejected') throw result.reason;
  }
}
