import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchSummary } from './batch-store.ts';
import type { Desk } from './desk.ts';
import { receiptStore } from './receipt-store.ts';

/** Batches of which nothing is left to do, and nothing happened since a time (ISO 8601 in UTC); the newest first. */
export function prunable(before: string, { batches, events, jobs }: Desk): BatchSummary[] {
  return batches
    .list()
    .filter(({ submittedAt, state }) => submittedAt < before && state !== 'waiting')
    .filter(({ batch }) => !jobs.isOpen(batch) && (events.lastTime(batch) ?? '') < before);
}

/**
 * Forgets batches with their events and receipts, and removes the work folders of these and of batches that are not there
 * any more. Playlists stay, and bundles unless their removal is asked for. Returns the bundles that were removed.
 */
export async function prune(
  pruned: readonly BatchSummary[],
  { workFolder, withBundles }: { readonly workFolder: string; readonly withBundles: boolean },
  desk: Desk,
): Promise<string[]> {
  const { store, batches } = desk;
  const receipts = receiptStore(store);
  const bundles: string[] = [];
  for (const { batch } of pruned) {
    if (withBundles) bundles.push(...batches.get(batch)!.orders.flatMap(({ bundle }) => bundle ?? []));
    store.transaction(() => {
      receipts.removeOf(batch);
      batches.remove(batch);
    });
  }
  for (const path of bundles) await rm(path, { force: true });
  for (const batch of await readdir(workFolder).catch(() => []))
    if (batches.find(batch) === null) await rm(join(workFolder, batch), { recursive: true, force: true });
  return bundles;
}
