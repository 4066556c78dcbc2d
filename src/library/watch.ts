/**
 * Follows folders of music: whatever changes in them is scanned as soon as it has come to rest. Folders of which changes are
 * not told are scanned again and again.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AppError, systemErrorCode } from '../base/errors.ts';
import type { Store } from '../store/store.ts';
import { watchFolder, whyUnwatchable, type FolderWatch } from './folder-watch.ts';
import { realRoots } from './roots.ts';
import { scanFolders, type FileChange, type ScanReport } from './scan.ts';

export interface WatchOptions {
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Scans all again after so many milliseconds, instead of waiting to be told; where nothing is told this is the default. */
  readonly pollMs?: number | undefined;
  /** How long nothing may have changed before a scan begins. */
  readonly restMs?: number;
  /** Is told of every scan, the first one of all included. */
  onScan(report: ScanReport, changes: readonly FileChange[]): void | Promise<void>;
  /** Is told which folders are polled, and why. */
  onPolling(root: string, reason: string, pollMs: number): void;
  /** Is told why a scan could not be made; it will be tried again. */
  onTrouble(error: Error): void;
}

const POLL_MS = 60_000;
/** The longest that a timer takes. */
const LONGEST_MS = 0x7fffffff;
const REST_MS = 1000;
/** Files that never come to rest are scanned as they are. */
const MAX_RESTLESS_MS = 15_000;
/** More folders than this are scanned as their root. */
const MAX_PARTS = 100;

/**
 * Scans the folders, then follows them until the signal is aborted.
 *
 * @throws AppError `library-missing` where a folder isn't there at the beginning
 */
export async function watchFolders(store: Store, folders: readonly string[], options: WatchOptions): Promise<void> {
  const { signal, restMs = REST_MS, pollMs = POLL_MS } = options;
  const roots = await realRoots(folders);
  const changed = new Set<string>();
  const polled = new Set<string>();
  const watches: FolderWatch[] = [];
  const bell = makeBell();

  const poll = (root: string, reason: string): void => {
    if (polled.has(root)) return;
    polled.add(root);
    if (options.pollMs === undefined) options.onPolling(root, reason, pollMs);
    bell.ring();
  };
  const follow = (root: string): void => {
    const reason = options.pollMs === undefined ? whyUnwatchable(root) : 'it was asked for';
    if (reason !== null) return poll(root, reason);
    const told = (folder: string): void => {
      changed.add(folder);
      bell.ring();
    };
    watches.push(watchFolder(root, told, (error) => poll(root, (error as Error).message)));
  };

  try {
    // Watched before they are scanned, so that nothing falls in between.
    for (const root of roots) follow(root);
    await scanAll(store, roots, undefined, options);
    while (!signal.aborted) {
      await bell.wait(polled.size > 0 ? pollMs : LONGEST_MS, signal);
      await bell.quiet(restMs, signal);
      if (signal.aborted) return;
      const parts = partsOf(roots, [...changed, ...polled]);
      changed.clear();
      if (parts.length === 0 || (await scanAll(store, roots, parts, options))) continue;
      for (const part of parts) changed.add(part);
      for (const root of roots) if (!existsSync(root)) poll(root, 'it is gone');
      await pause(pollMs, signal);
      bell.ring();
    }
  } finally {
    for (const watch of watches) watch.close();
  }
}

/** Whether the scan could be made. One that is stopped counts as made. */
async function scanAll(
  store: Store,
  roots: readonly string[],
  parts: readonly string[] | undefined,
  { signal, onScan, onTrouble }: WatchOptions,
): Promise<boolean> {
  let changes: readonly FileChange[] = [];
  try {
    const scan = { signal, onChanges: (found: readonly FileChange[]) => void (changes = found) };
    await onScan(await scanFolders(store, roots, parts === undefined ? scan : { ...scan, parts }), changes);
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    if (!(error instanceof AppError) && systemErrorCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error;
    onTrouble(error as Error);
    return false;
  }
}

/** The folders to scan: those that are still there, else what they were in. */
function partsOf(roots: readonly string[], folders: readonly string[]): string[] {
  const parts = new Set(folders.map((folder) => nearestThere(folder, roots)));
  return parts.size > MAX_PARTS ? [...roots] : [...parts];
}

function nearestThere(folder: string, roots: readonly string[]): string {
  let path = folder;
  while (!roots.includes(path) && !existsSync(path) && dirname(path) !== path) path = dirname(path);
  return path;
}

/** Rung by changes. It keeps the process alive while somebody waits. */
interface Bell {
  ring(): void;
  /** Resolves when it has been rung since the last time, after so many milliseconds, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves when it has not been rung for so many milliseconds, or for far too long. */
  quiet(ms: number, signal: AbortSignal): Promise<void>;
}

function makeBell(): Bell {
  let isRung = false;
  let waker = new AbortController();
  return {
    ring: () => {
      isRung = true;
      waker.abort();
    },
    wait: async (ms, signal) => {
      waker = new AbortController();
      if (!isRung) await pause(ms, AbortSignal.any([signal, waker.signal]));
      isRung = false;
    },
    quiet: async (ms, signal) => {
      for (let waited = 0; waited < MAX_RESTLESS_MS && !signal.aborted; waited += ms) {
        await pause(ms, signal);
        if (!isRung) return;
        isRung = false;
      }
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
