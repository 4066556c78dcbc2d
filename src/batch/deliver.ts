import { AppError } from '../base/errors.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Delivery } from '../delivery/outbox-store.ts';
import type { Target } from '../delivery/target.ts';
import type { DeliveryResult } from '../model/batch.ts';
import type { EventStore } from './event-store.ts';
import type { Ports } from './ports.ts';
import type { Errand } from './step.ts';

/** Where bundles go once they are packed, and who brings them there. */
export interface Dispatch {
  readonly targets: readonly Target[];
  readonly courier: Courier;
}

/**
 * Brings a bundle to all targets, as far as it is not there yet. The outbox is the receipt: what was delivered is not sent
 * again, and what could not be is told, kept there, and tried again by the next run. Throws only the signal's reason.
 */
export async function deliverBundle(path: string, errand: Errand, ports: Ports): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = [];
  for (const target of ports.dispatch?.targets ?? []) {
    results.push(await deliverTo(target, path, errand, ports));
  }
  return results;
}

async function deliverTo(target: Target, path: string, errand: Errand, ports: Ports): Promise<DeliveryResult> {
  const { courier } = ports.dispatch!;
  const { batch, row } = errand;
  try {
    const { key, state, bytes } = await courier.intend(path, target, { order: { batch, row } });
    if (state !== 'done') {
      errand.begin();
      const activity = `delivering to ${target.address}`;
      await courier.send(key, (sent) => ports.watcher.progress(activity, bytes === 0 ? 1 : sent / bytes));
    }
    return { target: target.address, delivered: true, reason: null };
  } catch (error) {
    ports.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { target: target.address, delivered: false, reason: error.message };
  }
}

/** Writes into the log of its batch that a bundle was delivered; what is of no order is of no batch. */
export function tellDelivered({ order, target, name, bytes, sha256, proof }: Delivery, events: EventStore): void {
  if (order === null) return;
  events.append(order.batch, 'delivered', order.row, { target, name, bytes, sha256, by: proof?.by ?? null });
}
