/** A batch as a run would make it, without any disc: what `run --dry-run` shows. */
import { AppError } from '../base/errors.ts';
import type { LibraryView } from '../library/view.ts';
import type { BatchOptions, BatchResult, OrderResult } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { listOrders } from './listing.ts';
import { attempt, failedResult } from './outcome.ts';
import type { Ports } from './ports.ts';
import { planOrder, type Plan } from './produce.ts';
import { stateOf } from './settle.ts';

export interface BatchInput {
  readonly batch: string;
  readonly orders: readonly Order[];
  readonly options: BatchOptions;
  readonly library: LibraryView;
  /** Paths of playlist files in the manifest start here. */
  readonly folder: string;
}

export type PlannedBatch = Omit<BatchResult, 'problems'> & {
  /** Playlists and discs as they were planned, by row. */
  readonly products: ReadonlyMap<number, Plan>;
};

/**
 * Brings all orders of a batch to their lists and discs; nothing is mastered. The stores are those of a scratch copy.
 * Throws only for what concerns all orders, an interruption among it.
 */
export async function planBatch(input: BatchInput, ports: Ports): Promise<PlannedBatch> {
  const lists = await listOrders(input, ports);
  const products = new Map<number, Plan>();
  const orders: OrderResult[] = [];
  for (const order of input.orders) {
    const errand = { batch: input.batch, row: order.row, begin: () => undefined };
    const list = lists.get(order.row)!;
    const plan = await attempt(async () => {
      if (list instanceof AppError) throw list;
      return planOrder(order, list, input.library, input.options, errand, ports);
    }, ports);
    const isPlan = !(plan instanceof AppError);
    if (isPlan) products.set(order.row, plan);
    orders.push(isPlan ? plan.result : failedResult(order, plan));
    ports.watcher.finished(orders.at(-1)!, true);
  }
  const states = orders.map(({ state }) => state);
  return { batch: input.batch, state: stateOf((state) => states.includes(state)), orders, products };
}
