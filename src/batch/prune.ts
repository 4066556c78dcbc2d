/**
 * Forgets what was finished long ago, and removes what nobody needs any more: first all of it is found, then, unless somebody only
 * wants to see it, exactly that is removed. Playlists stay.
 */
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { loudnessStore } from '../audio/loudness-store.ts';
import { isoTime } from '../base/clock.ts';
import { systemErrorReason } from '../base/errors.ts';
import { stampOf } from '../bundle/place.ts';
import { outboxStore } from '../delivery/outbox-store.ts';
import { takeLock } from '../store/lock.ts';
import type { BatchSummary } from './batch-store.ts';
import { BUNDLE_MADE } from './bundle-made.ts';
import type { Desk } from './desk.ts';
import {
  findOldBundles,
  isSame,
  lookThroughOrders,
  type BundleWish,
  type KeptBundle,
  type OwnBundle,
} from './pruning/bundles.ts';
import { findCacheFiles, type CacheFile, type CacheFolders } from './pruning/caches.ts';
import { receiptStore } from './receipt-store.ts';

export interface PruneWish {
  /** Where nothing has happened since then, in milliseconds since 1970. */
  readonly beforeMs: number;
  readonly bundles: BundleWish;
}

/** All that goes. */
export interface Pruning {
  /** The newest first. */
  readonly batches: readonly BatchSummary[];
  readonly bundles: readonly OwnBundle[];
  /** Bundles that would go if they were not needed. */
  readonly kept: readonly KeptBundle[];
  readonly caches: readonly CacheFile[];
  /** Keys of deliveries that are done and of no batch. */
  readonly deliveries: readonly string[];
  /** Paths of bundles that are no longer there, or no longer ours: their receipts go. */
  readonly receipts: readonly string[];
  /** How many measurements there are of tracks that the library has forgotten. */
  readonly loudness: number;
}

/** Finds what goes; changes nothing. */
export async function planPruning(
  { beforeMs, bundles: wish }: PruneWish,
  folders: CacheFolders,
  desk: Desk,
): Promise<Pruning> {
  const { store, batches: stored } = desk;
  const ports = { ...desk, receipts: receiptStore(store), outbox: outboxStore(store, desk.clock) };
  const before = isoTime(beforeMs);
  const batches = prunable(before, desk);
  const forgotten = new Set(batches.map(({ batch }) => batch));
  const isGone = (batch: string): boolean => forgotten.has(batch) || stored.find(batch) === null;
  const orders = lookThroughOrders(forgotten, desk);
  const outFolders = ports.receipts.ofStep(BUNDLE_MADE).map(({ key }) => dirname(key));
  const caches = await findCacheFiles(folders, outFolders, beforeMs, isGone, ports);
  const { gone, kept, stale } = await findOldBundles(wish, before, orders, ports);
  const deliveries = ports.outbox
    .list()
    .filter(({ state, settledAt }) => state === 'done' && settledAt! < before)
    .filter(({ order, path }) => isGone(order?.batch ?? '') && !orders.spoken.has(path));
  return {
    ...{ batches, bundles: gone, kept, caches, receipts: stale },
    deliveries: deliveries.map(({ key }) => key),
    loudness: loudnessStore(store).countForgotten(),
  };
}

/** Batches of which nothing is left to do, and nothing happened since a time (ISO 8601 in UTC). */
function prunable(before: string, { batches, events, jobs }: Desk): BatchSummary[] {
  return batches
    .list()
    .filter(({ submittedAt, state }) => submittedAt < before && state !== 'waiting')
    .filter(({ batch }) => !jobs.isOpen(batch) && (events.lastTime(batch) ?? '') < before);
}

/** What could not be removed, and why. */
export interface Unremoved {
  readonly path: string;
  readonly reason: string;
}

/** Removes what was found, but for what has changed since; done again, it removes what is left. */
export async function prune(found: Pruning, { store, batches, jobs, clock }: Desk): Promise<readonly Unremoved[]> {
  const receipts = receiptStore(store);
  const outbox = outboxStore(store, clock);
  const unremoved: Unremoved[] = [];
  const remove = async (path: string): Promise<boolean> => {
    try {
      await rm(path, { recursive: true, force: true });
      return true;
    } catch (error) {
      unremoved.push({ path, reason: systemErrorReason(error) });
      return false;
    }
  };
  for (const bundle of found.bundles) {
    const stamp = await stampOf(bundle.path).catch(() => null);
    if (stamp !== null && !isSame(stamp, bundle)) continue;
    if (await remove(bundle.path)) receipts.remove(BUNDLE_MADE, bundle.path);
  }
  store.transaction(() => {
    for (const { batch } of found.batches) {
      if (jobs.isOpen(batch)) continue;
      receipts.removeOf(batch);
      batches.remove(batch);
    }
    for (const path of found.receipts) receipts.remove(BUNDLE_MADE, path);
    for (const key of found.deliveries) outbox.remove(key);
    loudnessStore(store).removeForgotten();
  });
  for (const { kind, path } of found.caches) {
    if (kind === 'work' && batches.find(basename(path)) !== null) continue;
    const lock = kind === 'lock' ? takeLock(path) : undefined;
    if (lock === null) continue;
    await remove(path);
    lock?.release();
  }
  return unremoved;
}
