/** How a batch stands: what is stored of it, and who is at work on it right now. */
import type { Clock } from '../base/clock.ts';
import type { BatchState, OrderResult, OrderState } from '../model/batch.ts';
import type { BatchStore } from './batch-store.ts';
import { BATCH_JOB, type JobStore } from './job-store.ts';

/** A documented contract: see README. */
export interface Standing {
  readonly batch: string;
  readonly state: BatchState;
  /** How much of the orders is done, in whole percent: 100 where nothing is left to do. */
  readonly percent: number;
  /** How long the rest takes if it goes on as it has; null where nobody is at it, or it has only begun. */
  readonly leftMs: number | null;
  /** How many orders there are of each state that any is in. */
  readonly counts: Readonly<Partial<Record<OrderState, number>>>;
  readonly orders: readonly (OrderResult & { readonly percent: number })[];
}

/** Null for an unknown batch. `atWork` are the workers that are still there. */
export function standingOf(
  batch: string,
  { batches, jobs }: { readonly batches: BatchStore; readonly jobs: JobStore },
  atWork: ReadonlySet<number>,
  clock: Clock,
): Standing | null {
  const stored = batches.get(batch);
  if (stored === null) return null;
  const taken = new Map(jobs.taken(batch).map((job) => [job.row, job]));
  const orders = stored.orders.map((order) => {
    const job = taken.get(order.row);
    const isRunning = job !== undefined && atWork.has(job.holder);
    // Nobody is at the work of who was killed, whatever he has written.
    const state: OrderState = isRunning ? 'running' : order.state === 'running' ? 'queued' : order.state;
    return {
      ...order,
      state,
      percent: state === 'running' ? Math.floor(100 * job!.share) : state === 'queued' ? 0 : 100,
    };
  });
  const counts: Partial<Record<OrderState, number>> = {};
  for (const { state } of orders) counts[state] = (counts[state] ?? 0) + 1;
  const isOpen = jobs.isOpen(batch);
  // Between two jobs nothing is taken.
  const isBegun = stored.state === 'running' && atWork.size > 0;
  const isRunning = isBegun || [...taken.values()].some(({ holder }) => atWork.has(holder));
  const shares = [...taken.values()].reduce((sum, { row, share }) => sum + (row === BATCH_JOB ? 0 : share), 0);
  const left = Math.max(0, jobs.count(batch) - shares);
  const { started } = batches.find(batch)!.work;
  const done = started === null ? 0 : Math.max(0, started.orders - left);
  const spentMs = started === null ? 0 : clock() - Date.parse(started.at);
  return {
    batch,
    state: !isOpen ? stored.state : isRunning ? 'running' : 'queued',
    percent: !isOpen ? 100 : Math.min(99, Math.floor(100 * (1 - left / Math.max(1, orders.length)))),
    leftMs: isRunning && done > 0 && spentMs > 0 ? Math.round((spentMs / done) * left) : null,
    counts,
    orders,
  };
}
