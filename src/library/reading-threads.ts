/**
 * Threads that read files beside this one: in come batches of files, out go the results of each. A thread that dies costs
 * the file that it died of, nothing else.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { problem } from '../base/problem.ts';
import type { ReadResult } from './read-track.ts';
import type { FoundFile } from './walk.ts';

export interface ReadingThreads {
  /** How many batches can be read at a time. */
  readonly count: number;
  /** What reading tells of each file, in their order. */
  read(files: readonly FoundFile[]): Promise<readonly ReadResult[]>;
  /** Ends all threads. What is being read then is told as unreadable. */
  close(): Promise<void>;
}

/** Who reads waits for disks and networks too, so there are two of them even for one core. */
const MIN_THREADS = 2;
const MAX_THREADS = 8;
/** Of a file only its tags are held, covers left out. */
const MAX_HEAP_MEGABYTES = 256;

/**
 * Threads that are started when they are needed.
 *
 * @param module what they run; by default what is built, also where the rest is run from its sources
 */
export function readingThreads(module: URL = builtModule()): ReadingThreads {
  const alive = new Set<Worker>();
  const idle = new Set<Worker>();

  const start = (): Worker => {
    const worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES } });
    alive.add(worker);
    // How it ends is told by its exit; an error that nobody listens to would end the whole process.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      alive.delete(worker);
      idle.delete(worker);
    });
    return worker;
  };

  const read = async (files: readonly FoundFile[]): Promise<readonly ReadResult[]> => {
    const [worker = start()] = idle;
    idle.delete(worker);
    const results = await ask(worker, files);
    if (results !== null) {
      idle.add(worker);
      return results;
    }
    if (files.length === 1) return [fatal(files[0]!)];
    const single: ReadResult[] = [];
    for (const file of files) single.push(...(await read([file])));
    return single;
  };

  return {
    count: Math.min(MAX_THREADS, Math.max(MIN_THREADS, availableParallelism())),
    read,
    close: async () => {
      await Promise.all([...alive].map((worker) => worker.terminate()));
    },
  };
}

function builtModule(): URL {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/library/' : './';
  return new URL(`${folder}reading-thread.js`, import.meta.url);
}

/** The answer of a thread, or null where it dies instead. */
function ask(worker: Worker, files: readonly FoundFile[]): Promise<readonly ReadResult[] | null> {
  return new Promise((resolve) => {
    const answered = (results: readonly ReadResult[]): void => end(results);
    const died = (): void => end(null);
    const end = (results: readonly ReadResult[] | null): void => {
      worker.off('message', answered).off('exit', died);
      resolve(results);
    };
    worker.on('message', answered).on('exit', died);
    worker.postMessage(files);
  });
}

function fatal({ path }: FoundFile): ReadResult {
  const hint = 'replace the file, or take it out of the folder';
  const told = problem('file-unreadable', "can't be read: it breaks whatever reads it", { file: path, hint });
  return { facts: null, audio: null, problem: told, mayPass: false };
}
