/** A queue in memory, with orders in it that nobody has to make. */
import type { ListedOrder } from '../../src/batch/chosen-list.ts';
import { openDesk, type Desk } from '../../src/batch/desk.ts';
import { BATCH_JOB, type Claim } from '../../src/batch/job-store.ts';
import { submit } from '../../src/batch/submit.ts';
import type { Priority } from '../../src/model/order.ts';
import { memoryStore } from '../library/stored.ts';
import { makeOrders, makeSubmission } from './make.ts';

/** What the job of an order gets of its list. */
export const LIST: ListedOrder = {
  playlist: 'p',
  libraryFingerprint: null,
  selection: null,
  shortage: null,
  remarks: [],
};

/** A desk whose clock shows `time.ms`. */
export function memoryDesk(time = { ms: 1_700_000_000_000 }): Desk {
  return openDesk(memoryStore(), () => time.ms);
}

/** Submits a batch with an order for each of these priorities. */
export function submitOrders(desk: Desk, title: string, ...priorities: readonly Priority[]): string {
  const orders = makeOrders(...priorities.map((priority, i) => ({ title: `${title} ${i + 1}`, priority })));
  return submit(makeSubmission(orders), desk);
}

/** Ends the batch's own job as if all lists had been chosen. */
export function chooseNothing(desk: Desk, batch: string): void {
  desk.store.transaction(() => {
    for (const row of desk.jobs.blocked(batch)) desk.jobs.unblock({ batch, row }, LIST);
    desk.jobs.remove({ batch, row: BATCH_JOB });
  });
}

export function take(desk: Desk, worker: number, batch: string | null = null): Claim | null {
  return desk.store.transaction(() => desk.jobs.take(worker, batch));
}
