import { isoTime } from '../base/clock.ts';
import { contentId } from '../base/ids.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import type { Ports } from './ports.ts';

/** Id of a batch by its content: the same orders with the same options are the same batch, whatever their file is called. */
export function batchId(orders: readonly Order[], options: BatchOptions): string {
  return contentId('batch', orders, options);
}

/** Stores a batch with its orders, unless it is there already, and returns its id. */
export function submit(
  manifest: string,
  orders: readonly Order[],
  options: BatchOptions,
  ports: Pick<Ports, 'store' | 'batches' | 'events' | 'clock'>,
): string {
  const batch = batchId(orders, options);
  ports.store.transaction(() => {
    if (ports.batches.has(batch)) return;
    ports.batches.add(batch, manifest, isoTime(ports.clock()), orders, options);
    ports.events.append(batch, 'batch-submitted', null, { manifest, orders: orders.length });
    for (const { row, title } of orders) ports.events.append(batch, 'order-queued', row, { title });
  });
  return batch;
}
