/**
 * The workers of a workspace to each other. Each holds a lock that the system drops with its process, so one that was killed
 * is seen at once. One that only stands still keeps its lock, but not its beat: when that has not moved for so many beats
 * of another's own, its jobs are taken over. No clock is asked, so none can be set wrong, and a machine that was asleep
 * accuses nobody.
 */
import { rmSync } from 'node:fs';
import { isLocked, takeLock, type Lock } from '../store/lock.ts';
import type { Desk } from './desk.ts';
import type { Store } from '../store/store.ts';
import { BATCH_JOB, type Claim } from './job-store.ts';
import { workerStore } from './worker-store.ts';

export interface Presence {
  /** This worker's id. */
  readonly id: number;
  /** How often it is to beat. */
  readonly beatMs: number;
  /** Shows that it goes on, with how much of each of its jobs is done. */
  beat(shares: ReadonlyMap<Claim, number>): void;
  /** Gives the jobs of those who are gone or stand still back to the queue. */
  takeOver(): void;
  /** Gives back all that it has taken, and goes. */
  leave(): void;
}

/** Where the lock of a name is. */
export type LockPath = (name: string) => string;

export interface PresenceOptions {
  readonly host: string;
  readonly pid: number;
  readonly lockPath: LockPath;
  readonly beatMs: number;
  /** So long another one may stand still. */
  readonly leaseMs: number;
}

/** A beat or two may be late. */
const LEAST_BEATS = 3;

type Books = Pick<Desk, 'store' | 'jobs' | 'events'>;

/** Becomes one of the workers. */
export function join(ports: Books, { host, pid, lockPath, beatMs, leaseMs }: PresenceOptions): Presence {
  const { store, jobs } = ports;
  const workers = workerStore(store);
  const lockOf = (id: number): string => lockPath(workerLock(id));
  // Nobody sees the one before the other.
  const { id, lock } = store.transaction(() => {
    const added = workers.add(host, pid, beatMs);
    return { id: added, lock: takeLock(lockOf(added)) as Lock };
  });
  let ownBeats = 0;
  const seen = new Map<number, { readonly beats: number; readonly at: number }>();
  const others = () => workers.all().filter((one) => one.id !== id);

  const takeFromStalled = (worker: number, beats: number): void => {
    store.transaction(() => {
      const now = workers.all().find((one) => one.id === worker);
      if (now?.beats === beats) giveBack(worker, 'stalled', ports);
    });
  };

  return {
    id,
    beatMs,
    beat: (shares) => {
      store.transaction(() => {
        workers.beat(id);
        jobs.tell(shares);
      });
      // Not before: where nobody can write, nobody stands still.
      ownBeats++;
      for (const { id: other, beats } of others())
        if (seen.get(other)?.beats !== beats) seen.set(other, { beats, at: ownBeats });
    },
    takeOver: () => {
      buryGone(ports, lockPath, id);
      const holders = new Set(jobs.holders());
      for (const { id: other, beats, beatMs: theirs } of others().filter((one) => holders.has(one.id))) {
        const last = seen.get(other);
        const stillMs = last?.beats === beats ? (ownBeats - last.at) * beatMs : 0;
        if (stillMs >= Math.max(leaseMs, LEAST_BEATS * theirs)) takeFromStalled(other, beats);
      }
    },
    leave: () => {
      store.transaction(() => {
        jobs.releaseAll(id);
        workers.remove(id);
      });
      lock.release();
      rmSync(lockOf(id), { force: true });
    },
  };
}

/** Strikes out the workers that are gone, and gives their jobs back to the queue; `self` is not asked. */
export function buryGone(books: Books, lockPath: LockPath, self?: number): void {
  const workers = workerStore(books.store);
  for (const { id } of workers.all()) {
    if (id === self || isAtWork(id, lockPath)) continue;
    books.store.transaction(() => {
      giveBack(id, 'gone', books);
      workers.remove(id);
    });
    rmSync(lockPath(workerLock(id)), { force: true });
  }
}

/** The workers whose processes are still there. */
export function atWork(store: Store, lockPath: LockPath): ReadonlySet<number> {
  const ids = workerStore(store)
    .all()
    .map(({ id }) => id);
  return new Set(ids.filter((id) => isAtWork(id, lockPath)));
}

function isAtWork(id: number, lockPath: LockPath): boolean {
  return isLocked(lockPath(workerLock(id)));
}

function giveBack(worker: number, why: 'gone' | 'stalled', { jobs, events }: Books): void {
  for (const { batch, row } of jobs.releaseAll(worker)) {
    // It was seeing whether anything is left to do, which nobody was told of.
    if (events.lastKind(batch) === 'batch-done') continue;
    events.append(batch, 'job-taken-over', row === BATCH_JOB ? null : row, { worker, why });
  }
}

function workerLock(id: number): string {
  return `worker-${id}`;
}
