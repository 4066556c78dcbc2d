import { on, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../base/errors.ts';
import type { Failure, Piece, ThreadJob, Told } from './catalogue-thread.ts';
import type { Catalogue, CatalogueOptions } from './catalogues/catalogue.ts';
import type { Group, GroupedRows } from './groups.ts';
import { unpackGroups } from './packed-groups.ts';

/** A catalogue of which the rows come in groups, to be taken once; breaking off closes the file. */
export type GroupedCatalogue = Omit<Catalogue, 'batches'> & { readonly rows: AsyncIterable<GroupedRows> };

/** All rows of a piece live until it is handed over: room for them where they are made saves moving them. */
const LIMITS = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 384 };

/**
 * Opens the catalogue at a path as `openCatalogue` does, and reads and groups it in a thread of its own, while others work
 * on what has been read.
 *
 * @throws AppError what opening and reading a catalogue throw; errors of the system with their codes
 */
export async function openApart(path: string, options: CatalogueOptions): Promise<GroupedCatalogue> {
  const job: ThreadJob = { path, options };
  const worker = new Worker(builtModule(), {
    workerData: job,
    resourceLimits: LIMITS,
  });
  const [first] = (await once(worker, 'message')) as [Told];
  if (!('opened' in first)) throw errorOf(first);
  // Nobody waits for a thread that is not read from.
  worker.unref();
  let playlists = 0;

  async function* rows(): AsyncGenerator<GroupedRows> {
    worker.ref();
    try {
      worker.postMessage(null);
      for await (const [told] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Told]>) {
        if (!('piece' in told)) throw errorOf(told);
        playlists = told.playlists;
        if (told.piece === null) return;
        worker.postMessage(null);
        // Where the next piece is always there already, messages alone would leave no time for anything else, such as a stop.
        await setImmediate();
        yield { ...told.piece, groups: unpacked(told.piece) };
      }
      throw new Error('the thread that reads the catalogue ended too early');
    } finally {
      await worker.terminate();
    }
  }

  return { ...first.opened, rows: rows(), playlists: () => playlists };
}

function builtModule(): URL {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/library/' : './';
  return new URL(`${folder}catalogue-thread.js`, import.meta.url);
}

/** Lets go of what has been looked at. */
function* unpacked({ groups }: Piece): Generator<Group> {
  for (let next = groups.shift(); next !== undefined; next = groups.shift()) yield* unpackGroups(next);
}

function errorOf(told: Told): unknown {
  if (!('failure' in told)) return new Error('the thread that reads the catalogue speaks out of turn');
  const { code, message, hint, exitCode }: Failure = told.failure;
  if (exitCode === null) return Object.assign(new Error(message), { code });
  return new AppError(code, message, { exitCode, ...(hint === undefined ? {} : { hint }) });
}
