/**
 * Files of a disc, copied to where they lie on it. Threads do it, a file each: one that reads, hashes and writes a piece
 * keeps it in its core's cache, and no piece goes from thread to thread.
 */
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { atATime } from '../base/at-a-time.ts';
import { AppError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import type { CopyJob, Told } from './copy-thread.ts';

/** A file of a disc and where its content comes from. */
export interface DiscFile {
  /** On the disc, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** `late`: what is known only after all files with a path and all before it, by their SHA-256. */
  readonly content: { readonly path: string } | { readonly late: (sums: Sums) => Uint8Array };
}

/** SHA-256 in lower-case hex, by paths on the disc. */
export type Sums = ReadonlyMap<string, string>;

/** Where a file is copied to. */
export type Place = Pick<CopyJob, 'target' | 'position'>;

export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Gets the bytes of all files that have been copied so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** One goes on while the other waits for its disk; more would wait for each other, since one image is written at a time. */
const THREADS = 2;
/** They hold one piece of one file. */
const RESOURCES = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

/**
 * Copies files to the places they are given, and hashes each while it is read, the only time that it is. When this ends,
 * nothing is written any more. Memory is the same for files of any size.
 *
 * @throws AppError `audio-changed` where a file is not as long as it is said to be; the system's errors; the signal's reason
 */
export async function copyFiles(
  files: readonly DiscFile[],
  placeOf: (file: DiscFile, index: number) => Place,
  { signal, onProgress = () => undefined }: CopyOptions = {},
): Promise<Sums> {
  const sums = new Map<string, string>();
  const all: Worker[] = [];
  const idle: Worker[] = [];
  const start = (): Worker => {
    const worker = new Worker(threadModule(), { resourceLimits: RESOURCES });
    // Who asks it listens; after a stop nobody does, and an error would end the whole process.
    worker.on('error', () => undefined);
    all.push(worker);
    return worker;
  };
  let done = 0;
  const copied = (bytes: number): void => onProgress((done += bytes));
  const jobs = files.flatMap((file, index) => {
    const { path, bytes, content } = file;
    return 'path' in content ? [{ path, job: { source: content.path, bytes, ...placeOf(file, index) } }] : [];
  });
  try {
    await atATime(THREADS, jobs, async ({ path, job }) => {
      const worker = idle.pop() ?? start();
      sums.set(path, await ask(worker, job, copied, signal));
      idle.push(worker);
    });
  } finally {
    await Promise.all(all.map((worker) => worker.terminate()));
  }
  for (const [index, file] of files.entries()) {
    if ('path' in file.content) continue;
    signal?.throwIfAborted();
    const bytes = file.content.late(sums);
    if (bytes.length !== file.bytes) throw new Error(`${file.path} has ${bytes.length} bytes, not ${file.bytes}`);
    await write(bytes, placeOf(file, index));
    sums.set(file.path, sha256(bytes));
    copied(bytes.length);
  }
  return sums;
}

function threadModule(): URL {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/discs/' : './';
  return new URL(`${folder}copy-thread.js`, import.meta.url);
}

/** Has a thread copy a file, and returns its SHA-256. */
function ask(
  worker: Worker,
  job: CopyJob,
  copied: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    signal?.throwIfAborted();
    const stopped = (): void => end(() => reject(signal!.reason));
    const failed = (error: unknown): void => end(() => reject(error));
    const heard = (told: Told): void => {
      if ('bytes' in told) copied(told.bytes);
      else end(() => ('sha256' in told ? resolve(told.sha256) : reject(changed(job.source, told.changed))));
    };
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', stopped);
      worker.off('message', heard).off('error', failed);
      settle();
    };
    signal?.addEventListener('abort', stopped);
    worker.on('message', heard).on('error', failed).postMessage(job);
  });
}

async function write(bytes: Uint8Array, { target, position }: Place): Promise<void> {
  const file = await open(target, position === null ? 'wx' : 'r+');
  try {
    for (let done = 0; done < bytes.length;)
      done += (await file.write(bytes, done, bytes.length - done, (position ?? 0) + done)).bytesWritten;
  } finally {
    await file.close();
  }
}

/** The error for a file that is no longer what the library knows. */
export function changed(path: string, how = 'has changed'): AppError {
  return new AppError('audio-changed', `${path} ${how} since it was scanned`, {
    hint: 'run again with --library DIR, which scans it again',
  });
}
