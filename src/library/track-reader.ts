import { setImmediate } from 'node:timers/promises';
import { readTrack, type ReadResult } from './read-track.ts';
import { readingThreads, type ReadingThreads } from './reading-threads.ts';
import type { FoundFile } from './walk.ts';

/** Reads files while others are still being looked for. */
export interface TrackReader<File extends FoundFile> {
  /** Takes up a file to read. Resolves at once, unless too many are waiting. */
  add(file: File): Promise<void>;
  /** Resolves when all files have been read. */
  finish(): Promise<void>;
  /** Ends the reading; what has been begun is still told. */
  close(): Promise<void>;
}

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  /** So many files are read in this thread before others are started beside it: that takes as long as reading these. */
  readonly filesHere?: number;
  readonly threads?: ReadingThreads;
}

const FILES_HERE = 256;
const FILES_A_BATCH = 32;
/** So far may the finding of files run ahead: it tells early how much there is to do, and memory stays bounded. */
const MAX_WAITING = 50_000;

/**
 * A reader that tells the result of each file as it comes, in no order.
 *
 * Its promises reject with the reason of `signal` once that is aborted.
 */
export function trackReader<File extends FoundFile>(
  take: (file: File, result: ReadResult) => void,
  { signal, filesHere = FILES_HERE, threads = readingThreads() }: ReadingOptions,
): TrackReader<File> {
  const waiting: File[] = [];
  const reading = new Set<Promise<void>>();
  let leftHere = filesHere;

  const readBatch = async (files: readonly File[]): Promise<void> => {
    if ((leftHere -= files.length) < 0) {
      const results = await threads.read(files);
      for (const [i, file] of files.entries()) take(file, results[i]!);
      return;
    }
    for (const file of files) {
      await setImmediate();
      signal?.throwIfAborted();
      take(file, await readTrack(file.path, file.sizeBytes));
    }
  };
  const start = (least: number): void => {
    while (waiting.length >= least && reading.size < threads.count) {
      signal?.throwIfAborted();
      // One that fails stays in the set, for who waits for it.
      const work: Promise<void> = readBatch(waiting.splice(0, FILES_A_BATCH)).then(() => void reading.delete(work));
      work.catch(() => undefined);
      reading.add(work);
    }
  };

  return {
    add: async (file) => {
      waiting.push(file);
      for (start(FILES_A_BATCH); waiting.length > MAX_WAITING; start(FILES_A_BATCH)) await Promise.race(reading);
    },
    finish: async () => {
      for (start(1); reading.size > 0; start(1)) await Promise.race(reading);
    },
    close: async () => {
      await Promise.allSettled(reading);
      await threads.close();
    },
  };
}
