/** One job on its way, whoever takes it up: what it has of the world, and what becomes of it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioEngine } from '../audio/engine.ts';
import { AppError, systemErrorCode } from '../base/errors.ts';
import type { Courier } from '../delivery/courier.ts';
import { libraryView } from '../library/view.ts';
import { doBatch, type ScanLibraries } from './batch-job.ts';
import { queuedResult } from './batch-store.ts';
import { claimedStore } from './claim.ts';
import { BATCH_JOB, type Claim } from './job-store.ts';
import { doOrder } from './order-job.ts';
import type { Ports } from './ports.ts';
import { closeBatch, settle } from './settle.ts';

/** What a worker has of the world; engine and folder for the bundles are named by each batch. */
export type WorkerPorts = Omit<Ports, 'engine' | 'outFolder' | 'dispatch'> & {
  readonly courier: Courier;
  readonly engine: (id: string) => Promise<AudioEngine>;
  readonly scan: ScanLibraries;
};

/** A job on its way. */
export interface Running {
  readonly done: Promise<void>;
  /** How much of it is done, from 0 to 1. */
  share(): number;
  stop(): void;
}

/** Does one job, whatever becomes of it; only what concerns all jobs is thrown. `patience`: see `WorkOptions`. */
export function runJob(claim: Claim, patience: readonly number[], ports: WorkerPorts): Running {
  const ending = new AbortController();
  let share = 0;
  const tellShare = (now: number): void => void (share = now);
  const done = (async () => {
    try {
      const isLast = await doJob(claim, patience, await portsOf(claim, ending.signal, tellShare, ports));
      if (isLast) await clearWork(claim.batch, ports);
    } catch (error) {
      switch (ports.jobs.holdOf(claim)) {
        case 'lost':
          // What others do to its files is no trouble of who was taken over.
          if (error instanceof AppError || systemErrorCode(error) !== undefined) return;
          throw error;
        case 'cancelled':
          return await cancelled(claim, ports);
        case 'held':
          giveBack(claim, ports);
          throw error;
      }
    } finally {
      ports.watcher.left?.(claim);
    }
  })();
  return { done, share: () => share, stop: () => ending.abort(new AppError('stopped', 'the work was stopped')) };
}

async function doJob(claim: Claim, patience: readonly number[], ports: Ports & WorkerSide): Promise<boolean> {
  if (claim.row === BATCH_JOB) return doBatch(claim, ports.scan, patience, ports);
  const { roots } = ports.batches.find(claim.batch)!.work;
  return doOrder(claim, libraryView(ports.store, roots ?? []), patience, ports);
}

type WorkerSide = Pick<WorkerPorts, 'scan'>;

/** What a job has of the world. */
async function portsOf(
  claim: Claim,
  ending: AbortSignal,
  onShare: (share: number) => void,
  ports: WorkerPorts,
): Promise<Ports & WorkerSide> {
  const { engine, outFolder, deliver = [] } = ports.batches.find(claim.batch)!.work;
  const { watcher, store, jobs, courier } = ports;
  return {
    ...ports,
    engine: await ports.engine(engine),
    outFolder,
    ...(deliver.length === 0 ? {} : { dispatch: { targets: deliver, courier } }),
    store: claimedStore(store, jobs, claim),
    signal: AbortSignal.any([ports.signal, ending]),
    atOnce: AbortSignal.any([ports.atOnce ?? ports.signal, ending]),
    watcher: {
      ...watcher,
      progress: (activity, share, of) => {
        onShare(of?.order?.share ?? share);
        watcher.progress(activity, share, of);
      },
    },
  };
}

/** Frees a job that was not brought to its end. Where even that can't be written, the worker's end will do it. */
function giveBack(claim: Claim, { store, jobs }: WorkerPorts): void {
  try {
    store.transaction(() => jobs.release(claim));
  } catch (error) {
    if (systemErrorCode(error)?.startsWith('SQLITE_') !== true) throw error;
  }
}

/** Ends a job that was cancelled while it was done. */
async function cancelled(claim: Claim, ports: WorkerPorts): Promise<void> {
  const { batch, row } = claim;
  const isLast = ports.store.transaction(() => {
    if (ports.jobs.holdOf(claim) === 'lost') return false;
    const order = ports.batches.order(batch, row);
    if (order === null) ports.jobs.remove(claim);
    else settle(claim, { ...queuedResult(order), state: 'cancelled' }, { begun: true }, ports);
    return closeBatch(batch, ports);
  });
  if (isLast) await clearWork(batch, ports);
}

/** Removes what was mastered for a batch and never packed. */
async function clearWork(batch: string, { workFolder }: WorkerPorts): Promise<void> {
  await rm(join(workFolder, batch), { recursive: true, force: true });
}
