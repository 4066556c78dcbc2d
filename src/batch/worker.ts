/**
 * Who does the jobs: takes the one whose turn it is, does it, takes the next. Any number of workers share a workspace; each
 * change that a job makes is committed only while its claim holds (see claim.ts).
 */
import { systemErrorCode } from '../base/errors.ts';
import { dataVersion, nextChange } from '../store/next-change.ts';
import type { Claim } from './job-store.ts';
import type { Presence } from './presence.ts';
import { runJob, type Running, type WorkerPorts } from './run-job.ts';

export interface WorkOptions {
  /** Only the jobs of this batch; null: of any. */
  readonly batch: string | null;
  /** How many orders are made at a time. */
  readonly atATime: number;
  /** Ends where nothing is left that it could do; of one batch, where nothing is left at all. */
  readonly untilIdle: boolean;
  /** How long an order waits before it is tried again after its first failure, its second one, ..., in milliseconds. */
  readonly patience: readonly number[];
}

/** How often it looks whether there is new work, and whether others are still there. */
const LOOK_MS = 100;
const LOOK_AROUND_MS = 500;

/**
 * Works until the signal is aborted, which it then throws when the pieces at hand are done, or as `untilIdle` says. Gives
 * back what it has not done.
 */
export async function work(presence: Presence, options: WorkOptions, ports: WorkerPorts): Promise<void> {
  const { store, jobs } = ports;
  const running = new Map<Claim, Running>();
  const start = (claim: Claim): void => {
    const job = runJob(claim, options.patience, ports);
    const done = job.done.finally(() => running.delete(claim));
    // Awaited below, but maybe not in time for the one that fails second.
    done.catch(() => undefined);
    running.set(claim, { ...job, done });
  };
  let looksAround = true;
  const timers = [
    setInterval(() => beat(presence, running), presence.beatMs),
    setInterval(() => (looksAround = true), LOOK_AROUND_MS),
  ];
  // Of an earlier time, when the database could not be written.
  store.transaction(() => jobs.releaseAll(presence.id));
  try {
    for (;;) {
      ports.signal.throwIfAborted();
      const version = dataVersion(store);
      for (const [claim, job] of running) if (jobs.holdOf(claim) !== 'held') job.stop();
      if (looksAround) presence.takeOver();
      looksAround = false;
      if (jobs.delayed() > 0) store.transaction(() => jobs.queueDelayed(ports.clock()));
      while (running.size < options.atATime && jobs.hasNext(options.batch)) {
        const claim = store.transaction(() => jobs.take(presence.id, options.batch));
        if (claim !== null) start(claim);
      }
      if (running.size === 0 && options.untilIdle && isIdle(options, jobs)) return;
      await somethingHappens(running, version, ports);
    }
  } finally {
    const isAsked = ports.signal.aborted;
    if (isAsked && running.size > 0) ports.watcher.stopping?.();
    if (!isAsked) for (const { stop } of running.values()) stop();
    await Promise.allSettled([...running.values()].map(({ done }) => done));
    for (const timer of timers) clearInterval(timer);
  }
}

function isIdle({ batch }: WorkOptions, jobs: WorkerPorts['jobs']): boolean {
  return batch === null ? jobs.delayed() === 0 : !jobs.isOpen(batch);
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
