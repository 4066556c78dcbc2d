import { formatBytes } from '../../base/bytes.ts';
import { escapeControl } from '../../base/text.ts';
import type { Delivery } from '../../delivery/outbox-store.ts';
import { formatTable } from '../table.ts';

/** A delivery as JSON output shows it. A documented contract: see README. */
export function describeDelivery(delivery: Delivery): unknown {
  const { key, name, target, path, bytes, sha256, state, attempts, reason, proof, intendedAt, settledAt } = delivery;
  return { key, name, target, path, bytes, sha256, state, attempts, reason, proof, intendedAt, settledAt };
}

/** A table of deliveries, and below it why those that are not done are not. */
export async function formatDeliveries(deliveries: readonly Delivery[]): Promise<string> {
  const table = await formatTable(
    [
      { heading: 'KEY' },
      { heading: 'STATE' },
      { heading: 'FILE' },
      { heading: 'SIZE', right: true },
      { heading: 'TRIES', right: true },
      { heading: 'TARGET' },
    ],
    deliveries.map(({ key, state, name, bytes, attempts, target }) => [
      key.slice(0, 6),
      state,
      escapeControl(name),
      formatBytes(bytes),
      String(attempts),
      escapeControl(target),
    ]),
  );
  const reasons = deliveries
    .filter(({ reason }) => reason !== null)
    .map(({ key, reason }) => `${key.slice(0, 6)}: ${escapeControl(reason!)}\n`);
  return table + reasons.join('');
}
