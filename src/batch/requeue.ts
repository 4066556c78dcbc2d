import type { Order } from '../model/order.ts';
import { queuedResult } from './batch-store.ts';
import type { Desk } from './desk.ts';
import { queueOrders } from './submit.ts';

/** Queues orders of a batch again that have come to an end, and tells of it. Belongs into a transaction. */
export function requeue(batch: string, orders: readonly Order[], by: 'user' | 'scan', desk: Desk): void {
  const { batches, events } = desk;
  for (const order of orders) {
    batches.setResult(batch, queuedResult(order));
    events.append(batch, 'order-retried', order.row, { by, failures: 0, waitMs: 0, reason: null });
  }
  const { work } = batches.find(batch)!;
  batches.setWork(batch, { ...work, started: null });
  batches.setState(batch, 'queued');
  queueOrders(batch, orders, work, desk);
}
