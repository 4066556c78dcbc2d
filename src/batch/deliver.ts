import { AppError } from '../base/errors.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Delivery } from '../delivery/outbox-store.ts';
import { findTarget } from '../delivery/targets/index.ts';
import type { DeliveryResult } from '../model/batch.ts';
import type { BatchStore } from './batch-store.ts';
import type { EventStore } from './event-store.ts';
import type { Ports } from './ports.ts';
import type { Errand } from './step.ts';

/** Where bundles go once they are packed, and who brings them there. */
export interface Dispatch {
  /** Addresses. */
  readonly targets: readonly string[];
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

async function deliverTo(target: string, path: string, errand: Errand, ports: Ports): Promise<DeliveryResult> {
  const { courier } = ports.dispatch!;
  const { batch, row } = errand;
  const intended = await tried(() => courier.intend(path, findTarget(target), { order: { batch, row } }), ports);
  if (intended instanceof AppError) return { target, delivered: false, reason: intended.message };
  if (intended.state === 'done') return { target, delivered: true, reason: null };
  errand.begin();
  const tell = (sent: number): void =>
    ports.watcher.progress(`delivering to ${target}`, intended.bytes === 0 ? 1 : sent / intended.bytes);
  const sent = await tried(() => courier.send(intended.key, tell), ports);
  return { target, delivered: !(sent instanceof AppError), reason: sent instanceof AppError ? sent.message : null };
}

/** What comes of it, or why nothing does. Throws the signal's reason, and bugs. */
async function tried<T>(work: () => Promise<T>, { signal }: Ports): Promise<T | AppError> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Writes into the log and the result of its order that a bundle was delivered, if it is of one that is not forgotten. */
export function tellDelivered(delivery: Delivery, events: EventStore, batches: BatchStore): void {
  const { order, target, name, bytes, sha256, proof } = delivery;
  const result = order && batches.result(order.batch, order.row);
  if (order === null || result === null) return;
  events.append(order.batch, 'delivered', order.row, { target, name, bytes, sha256, by: proof?.by ?? null });
  const isMissed = (one: DeliveryResult): boolean => one.target === target && !one.delivered;
  // A result that was stored before there were deliveries has none.
  if (!result.deliveries?.some(isMissed)) return;
  const deliveries = result.deliveries.map((one) => (isMissed(one) ? { target, delivered: true, reason: null } : one));
  batches.setResult(order.batch, { ...result, deliveries });
}
