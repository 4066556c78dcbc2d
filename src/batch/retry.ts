import { AppError, ExitCode } from '../base/errors.ts';
import type { OrderState } from '../model/batch.ts';
import type { Desk } from './desk.ts';
import { requeue } from './requeue.ts';

/** What may be tried again where an order is named. */
const ENDED: ReadonlySet<OrderState> = new Set(['failed', 'short', 'waiting', 'cancelled']);

/**
 * Queues the failed orders of a batch again, or one order that has come to any other end than done; returns how many.
 *
 * @throws AppError `order-unknown` for a row that is not there, `order-not-ended` for one that can't be tried again
 */
export function retry(batch: string, row: number | null, desk: Desk): number {
  const { store, batches } = desk;
  return store.transaction(() => {
    const stateOf = (one: number): OrderState | undefined => batches.result(batch, one)?.state;
    if (row !== null) requireEnded(row, stateOf(row));
    const orders = batches
      .orders(batch)
      .filter((order) => (row === null ? stateOf(order.row) === 'failed' : order.row === row));
    if (orders.length > 0) requeue(batch, orders, 'user', desk);
    return orders.length;
  });
}

function requireEnded(row: number, state: OrderState | undefined): void {
  if (state === undefined) throw orderUnknown(row);
  if (ENDED.has(state)) return;
  throw new AppError('order-not-ended', `order ${row} is ${state}: there is nothing to try again`, {
    hint: 'see how the orders stand with mixpress status',
    exitCode: ExitCode.usage,
  });
}

/** The error for an order that a batch has not. */
export function orderUnknown(row: number): AppError {
  return new AppError('order-unknown', `the batch has no order ${row}`, {
    hint: 'see its orders with mixpress status',
    exitCode: ExitCode.usage,
  });
}
