import type { Store } from '../store/store.ts';
import type { ListedOrder } from './chosen-list.ts';

/** The row of a batch's own job, in which all its lists are chosen; orders count from 1. */
export const BATCH_JOB = 0;

/** Which job. */
export interface JobId {
  readonly batch: string;
  readonly row: number;
}

/** A job that was taken. Nobody else has one with this holder and number, now or ever. */
export interface Claim extends JobId {
  readonly holder: number;
  readonly number: number;
  /** How often it failed for reasons that may pass. */
  readonly failures: number;
  /** The list of the order; null for the batch's own job. */
  readonly list: ListedOrder | null;
}

/** What has become of a claim: it may have been taken over, or its order been cancelled. */
export type Hold = 'held' | 'cancelled' | 'lost';

/** A job that somebody is at, or was. */
export interface TakenJob extends JobId {
  readonly holder: number;
  /** How much of it is done, from 0 to 1, as far as its holder has told. */
  readonly share: number;
}

/**
 * The only writer of `jobs`: all that is left to do. Whatever changes several of them belongs into one transaction of the
 * caller.
 */
export interface JobStore {
  /** Puts a batch's own job and these orders of it, which then wait for it, into the queue; those there begin anew. */
  queue(batch: string, turns: ReadonlyMap<number, number>): void;
  /** Whether a job could be taken, of any batch or of one: to be asked before, so that who has nothing to do writes nothing. */
  hasNext(batch: string | null): boolean;
  /** Takes the job whose turn it is, of any batch or of one. */
  take(holder: number, batch: string | null): Claim | null;
  holdOf(claim: Claim): Hold;
  /** The orders that wait for the lists of their batch to be chosen. */
  blocked(batch: string): number[];
  /** Lets an order be taken, now that it has its list. */
  unblock(job: JobId, list: ListedOrder): void;
  /** Gives a job back, to be taken at once. */
  release(claim: Claim): void;
  /** Gives a job back that failed, to be taken again after a while. */
  delay(claim: Claim, failedAt: number, waitMs: number): void;
  /** How many jobs are delayed. */
  delayed(): number;
  /** Queues what has been delayed long enough. A clock set back ends the wait. */
  queueDelayed(now: number): void;
  /** Gives back all that a worker has taken. */
  releaseAll(holder: number): JobId[];
  /** Cancels a job: one that is taken is to end by its holder's hand, any other is gone at once. */
  cancel(job: JobId): void;
  /** How much of each is done, from 0 to 1. */
  tell(shares: ReadonlyMap<Claim, number>): void;
  /** A job that is done is no longer there. */
  remove(job: JobId): void;
  /** The rows of which something is left to do. */
  open(batch: string): number[];
  /** How many orders these are, of any batch or of one. */
  count(batch: string | null): number;
  isOpen(batch: string): boolean;
  /** The jobs of a batch that were taken. */
  taken(batch: string): TakenJob[];
  /** Those who have taken jobs of any batch. */
  holders(): number[];
}

interface TakenRow extends JobId {
  readonly failures: number;
  readonly list: string | null;
}

const PLACE = 'batch_id = @batch AND row = @row';
const HELD = `${PLACE} AND state = 'taken' AND holder = @holder AND claim = @number`;
const FREE = 'holder = NULL, claim = NULL, share = 0';

export function jobStore({ db }: Store): JobStore {
  const queue = db.prepare(
    'INSERT OR REPLACE INTO jobs (batch_id, row, state, turn) VALUES (@batch, @row, @state, @turn)',
  );
  const take = (which: string, index: string) =>
    db.prepare<unknown[], TakenRow>(
      `UPDATE jobs SET state = 'taken', holder = @holder, claim = @number WHERE (batch_id, row) = (
         SELECT batch_id, row FROM jobs INDEXED BY ${index} WHERE state = 'queued' ${which} LIMIT 1)
       RETURNING batch_id AS batch, row, failures, list`,
    );
  const takeAny = take('ORDER BY turn, batch_id, row', 'jobs_by_turn');
  const takeOf = take('AND batch_id = @batch ORDER BY turn, row', 'jobs_of_batch');
  const anyNext = db.prepare("SELECT 1 FROM jobs WHERE state = 'queued' LIMIT 1");
  const nextOf = db.prepare("SELECT 1 FROM jobs WHERE state = 'queued' AND batch_id = ? LIMIT 1");
  const held = db.prepare<unknown[], number>(`SELECT cancelled FROM jobs WHERE ${HELD}`).pluck();
  const blocked = db
    .prepare<[string], number>("SELECT row FROM jobs WHERE batch_id = ? AND state = 'blocked' ORDER BY row")
    .pluck();
  const unblock = db.prepare(`UPDATE jobs SET state = 'queued', list = @list WHERE ${PLACE} AND state = 'blocked'`);
  const release = db.prepare(`UPDATE jobs SET state = 'queued', ${FREE} WHERE ${HELD}`);
  const delay = db.prepare(
    `UPDATE jobs SET state = 'delayed', ${FREE}, failures = failures + 1, failed_at = @failedAt, wait_ms = @waitMs
     WHERE ${HELD}`,
  );
  const queueDelayed = db.prepare(
    `UPDATE jobs SET state = 'queued'
     WHERE state = 'delayed' AND (@now < failed_at OR @now >= failed_at + wait_ms)`,
  );
  const delayed = db.prepare<[], number>("SELECT count(*) FROM jobs WHERE state = 'delayed'").pluck();
  const releaseAll = db.prepare<[number], JobId>(
    `UPDATE jobs SET state = 'queued', ${FREE} WHERE state = 'taken' AND holder = ? RETURNING batch_id AS batch, row`,
  );
  const removeFree = db.prepare(`DELETE FROM jobs WHERE ${PLACE} AND state <> 'taken'`);
  const cancelTaken = db.prepare(`UPDATE jobs SET cancelled = 1 WHERE ${PLACE}`);
  const tell = db.prepare(`UPDATE jobs SET share = @share WHERE ${HELD} AND share <> @share`);
  const remove = db.prepare(`DELETE FROM jobs WHERE ${PLACE}`);
  const open = db.prepare<[string], number>('SELECT row FROM jobs WHERE batch_id = ? ORDER BY row').pluck();
  const countAny = db.prepare<[], number>('SELECT count(*) FROM jobs WHERE row > 0').pluck();
  const countOf = db.prepare<[string], number>('SELECT count(*) FROM jobs WHERE batch_id = ? AND row > 0').pluck();
  const isOpen = db.prepare('SELECT 1 FROM jobs WHERE batch_id = ? LIMIT 1');
  const taken = db.prepare<[string], TakenJob>(
    `SELECT batch_id AS batch, row, holder, share FROM jobs INDEXED BY jobs_taken
     WHERE state = 'taken' AND batch_id = ? ORDER BY row`,
  );
  const holders = db
    .prepare<[], number>("SELECT DISTINCT holder FROM jobs WHERE state = 'taken' ORDER BY holder")
    .pluck();
  let claims = 0;
  const place = ({ batch, row }: JobId): JobId => ({ batch, row });
  const key = ({ batch, row, holder, number }: Claim) => ({ batch, row, holder, number });
  return {
    queue: (batch, turns) => {
      const first = Math.min(...turns.values());
      for (const [row, turn] of turns) queue.run({ batch, row, turn, state: 'blocked' });
      queue.run({ batch, row: BATCH_JOB, turn: first, state: 'queued' });
    },
    hasNext: (batch) => (batch === null ? anyNext.get() : nextOf.get(batch)) !== undefined,
    take: (holder, batch) => {
      const number = ++claims;
      const found = batch === null ? takeAny.get({ holder, number }) : takeOf.get({ holder, number, batch });
      if (found === undefined) return null;
      const list = found.list === null ? null : (JSON.parse(found.list) as ListedOrder);
      return { ...found, list, holder, number };
    },
    holdOf: (claim) => {
      const cancelled = held.get(key(claim));
      return cancelled === undefined ? 'lost' : cancelled === 1 ? 'cancelled' : 'held';
    },
    blocked: (batch) => blocked.all(batch),
    unblock: (job, list) => void unblock.run({ ...place(job), list: JSON.stringify(list) }),
    release: (claim) => void release.run(key(claim)),
    delay: (claim, failedAt, waitMs) => void delay.run({ ...key(claim), failedAt, waitMs }),
    delayed: () => delayed.get()!,
    queueDelayed: (now) => void queueDelayed.run({ now }),
    releaseAll: (holder) => releaseAll.all(holder),
    cancel: (job) => {
      if (removeFree.run(place(job)).changes === 0) cancelTaken.run(place(job));
    },
    tell: (shares) => {
      for (const [claim, share] of shares) tell.run({ ...key(claim), share });
    },
    remove: (job) => void remove.run(place(job)),
    open: (batch) => open.all(batch),
    isOpen: (batch) => isOpen.get(batch) !== undefined,
    count: (batch) => (batch === null ? countAny.get() : countOf.get(batch))!,
    taken: (batch) => taken.all(batch),
    holders: () => holders.all(),
  };
}
