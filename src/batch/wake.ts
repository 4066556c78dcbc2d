import type { Clock } from '../base/clock.ts';
import { libraryView } from '../library/view.ts';
import type { Store } from '../store/store.ts';
import type { WaitingOrder } from './batch-store.ts';
import { openDesk, type Desk } from './desk.ts';
import { clonedOrders } from './order-of-work.ts';
import { requeue } from './requeue.ts';
import { missingOf } from './wanted.ts';

/**
 * Queues the orders again that waited for audio which has come; to be called after scans. With one order of a batch all
 * others go that wait: they may be clones of it. Returns the ids of the batches.
 */
export async function wake(store: Store, clock: Clock): Promise<string[]> {
  const desk = openDesk(store, clock);
  const waiting = new Map<string, WaitingOrder[]>();
  for (const order of desk.batches.waiting()) waiting.set(order.batch, [...(waiting.get(order.batch) ?? []), order]);
  const woken: string[] = [];
  for (const [batch, orders] of waiting) {
    if (!(await canGoOn(orders, desk))) continue;
    store.transaction(() => {
      const still = orders
        .map(({ order }) => order)
        .filter(({ row }) => desk.batches.result(batch, row)?.state === 'waiting');
      if (still.length > 0) requeue(batch, still, 'scan', desk);
    });
    woken.push(batch);
  }
  return woken;
}

/** Whether any of them has all of its audio now. */
async function canGoOn(waiting: readonly WaitingOrder[], { store, batches }: Desk): Promise<boolean> {
  const { batch, folder } = waiting[0]!;
  // With the folders that its lists are chosen from: what is found here is found there.
  const library = libraryView(store, batches.find(batch)!.work.roots ?? []);
  const clones = clonedOrders(batches.orders(batch));
  const rows = new Set([...clones.keys()].map(({ row }) => row));
  for (const { order } of waiting) {
    if (rows.has(order.row)) continue;
    if (order.clone === null || (await missingOf(order.clone, folder, store, library)).length === 0) return true;
  }
  return false;
}
