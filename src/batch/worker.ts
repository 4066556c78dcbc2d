/**
 * Who does the jobs: takes the one whose turn it is, does it, takes the next. Any number of workers share a workspace; each
 * change that a job makes is committed only while its claim holds (see claim.ts).
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioEngine } from '../audio/engine.ts';
import { AppError, systemErrorCode } from '../base/errors.ts';
import { libraryView } from '../library/view.ts';
import { queuedResult } from './batch-store.ts';
import { dataVersion, nextChange } from '../store/next-change.ts';
import { doBatch, type ScanLibraries } from './batch-job.ts';
import { claimedStore } from './claim.ts';
import { BATCH_JOB, type Claim } from './job-store.ts';
import { doOrder } from './order-job.ts';
import type { Ports } from './ports.ts';
import type { Presence } from './presence.ts';
import { closeBatch, settle } from './settle.ts';

/** What a worker has of the world; engine and folder for the bundles are named by each batch. */
export type WorkerPorts = Omit<Ports, 'engine' | 'outFolder'> & {
  readonly engine: (id: string) => Promise<AudioEngine>;
  readonly scan: ScanLibraries;
};

export interface WorkOptions {
  /** Only the jobs of this batch; null: of any. */
  readonly batch: string | null;
  /** How many orders are made at a time. */
  readonly atATime: number;
  /** Ends where nothing is left that it could do; of one batch, where nothing is left at all. */
  readonly untilIdle: boolean;
  /** How long an order waits before it is tried again after its first failure, its second one, ..., in milliseconds. */
  readonly patience: readonly number[];
  readonly beatMs: number;
}

/** How often it looks whether there is new work, and whether others are still there. */
const LOOK_MS = 100;
const LOOK_AROUND_MS = 500;

/** Works until the signal is aborted, which it then throws, or as `untilIdle` says. Gives back what it has not done. */
export async function work(presence: Presence, options: WorkOptions, ports: WorkerPorts): Promise<void> {
  const running = new Map<Claim, Running>();
  const start = (claim: Claim): void => {
    const job = runJob(claim, options, ports);
    const done = job.done.finally(() => running.delete(claim));
    // Awaited below, but maybe not in time for the one that fails second.
    done.catch(() => undefined);
    running.set(claim, { ...job, done });
  };
  let looksAround = true;
  const timers = [
    setInterval(() => beat(presence, running), options.beatMs),
    setInterval(() => (looksAround = true), LOOK_AROUND_MS),
  ];
  // Of an earlier time, when the database could not be written.
  ports.store.transaction(() => ports.jobs.releaseAll(presence.id));
  try {
    for (;;) {
      ports.signal.throwIfAborted();
      const version = dataVersion(ports.store);
      for (const [claim, job] of running) if (ports.jobs.holdOf(claim) !== 'held') job.stop();
      if (looksAround) presence.takeOver();
      looksAround = false;
      const delayed = ports.store.transaction(() => ports.jobs.queueDelayed(ports.clock()));
      while (running.size < options.atATime) {
        const claim = ports.store.transaction(() => ports.jobs.take(presence.id, options.batch));
        if (claim === null) break;
        start(claim);
      }
      if (running.size === 0 && options.untilIdle && isIdle(delayed, options, ports)) return;
      await somethingHappens(running, version, ports);
    }
  } finally {
    for (const timer of timers) clearInterval(timer);
    for (const { stop } of running.values()) stop();
    await Promise.allSettled([...running.values()].map(({ done }) => done));
  }
}

/** A job on its way. */
interface Running {
  readonly done: Promise<void>;
  /** How much of it is done, from 0 to 1. */
  share(): number;
  stop(): void;
}

function isIdle(delayed: number, { batch }: WorkOptions, { jobs }: WorkerPorts): boolean {
  return batch === null ? delayed === 0 : !jobs.isOpen(batch);
}

/** A beat that can't be told is told by the next one: what keeps it from that is told by the work itself. */
function beat(presence: Presence, running: ReadonlyMap<Claim, Running>): void {
  try {
    presence.beat(new Map([...running].map(([claim, job]) => [claim, job.share()])));
  } catch (error) {
    if (systemErrorCode(error)?.startsWith('SQLITE_') !== true) throw error;
  }
}

async function somethingHappens(
  running: ReadonlyMap<Claim, Running>,
  version: number,
  { store, signal }: WorkerPorts,
): Promise<void> {
  const enough = new AbortController();
  const looking = { everyMs: LOOK_MS, atMostMs: LOOK_AROUND_MS, signal: AbortSignal.any([signal, enough.signal]) };
  try {
    await Promise.race([...[...running.values()].map(({ done }) => done), nextChange(store, version, looking)]);
  } finally {
    enough.abort();
  }
}

/** Does one job, whatever becomes of it. Throws only what concerns all jobs. */
function runJob(claim: Claim, options: WorkOptions, ports: WorkerPorts): Running {
  const ending = new AbortController();
  let share = 0;
  const tellShare = (now: number): void => void (share = now);
  const done = (async () => {
    try {
      const isLast = await doJob(claim, options, await portsOf(claim, ending.signal, tellShare, ports));
      if (isLast) await clearWork(claim.batch, ports);
    } catch (error) {
      // Whatever it was: without its claim it has no say.
      switch (ports.jobs.holdOf(claim)) {
        case 'lost':
          return;
        case 'cancelled':
          return await cancelled(claim, ports);
        case 'held':
          giveBack(claim, ports);
          throw error;
      }
    }
  })();
  return { done, share: () => share, stop: () => ending.abort(new AppError('stopped', 'the work was stopped')) };
}

async function doJob(claim: Claim, { patience }: WorkOptions, ports: Ports & WorkerSide): Promise<boolean> {
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
  const { engine, outFolder } = ports.batches.find(claim.batch)!.work;
  const { watcher, store, jobs } = ports;
  return {
    ...ports,
    engine: await ports.engine(engine),
    outFolder,
    store: claimedStore(store, jobs, claim),
    signal: AbortSignal.any([ports.signal, ending]),
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
