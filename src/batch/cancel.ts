import { queuedResult } from './batch-store.ts';
import type { Desk } from './desk.ts';
import { BATCH_JOB } from './job-store.ts';
import { closeBatch, settle } from './settle.ts';

/** How many orders were cancelled, and how many of them somebody is at: these end at their next step. */
export interface Cancelled {
  readonly orders: number;
  readonly running: number;
}

/**
 * Cancels what is left to do of a batch, or one of its orders: what has not begun, or waits for audio, at once, and what has
 * as soon as its worker sees it. What is done stays done.
 */
export function cancel(batch: string, row: number | null, desk: Desk): Cancelled {
  const { store, batches, events, jobs } = desk;
  return store.transaction(() => {
    const open = new Set(jobs.open(batch));
    const taken = new Set(jobs.taken(batch).map((job) => job.row));
    const orders = batches
      .orders(batch)
      .filter((order) => row === null || order.row === row)
      .filter((order) => open.has(order.row) || batches.result(batch, order.row)!.state === 'waiting');
    if (orders.length > 0 && row === null) events.append(batch, 'batch-cancelled', null, { orders: orders.length });
    let running = 0;
    for (const order of orders) {
      const job = { batch, row: order.row };
      jobs.cancel(job);
      if (taken.has(order.row)) running++;
      else settle(job, { ...queuedResult(order), state: 'cancelled' }, { begun: false }, desk);
    }
    if (row === null && open.has(BATCH_JOB)) jobs.cancel({ batch, row: BATCH_JOB });
    if (orders.length > 0) closeBatch(batch, desk);
    return { orders: orders.length, running };
  });
}
