import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleName } from '../../bundle/name.ts';
import { stampOf, type Stamp } from '../../bundle/place.ts';
import type { Delivery, OutboxStore } from '../../delivery/outbox-store.ts';
import type { OrderResult } from '../../model/batch.ts';
import { BUNDLE_MADE } from '../bundle-made.ts';
import type { Desk } from '../desk.ts';
import type { ReceiptStore } from '../receipt-store.ts';

/** A bundle that is as we made it. */
export interface OwnBundle extends Stamp {
  readonly path: string;
}

export interface KeptBundle extends OwnBundle {
  /** Why it stays although it would go otherwise. */
  readonly reason: string;
}

/** What of the bundles goes, what stays, and of which no receipt is needed any more. */
export interface OldBundles {
  readonly gone: readonly OwnBundle[];
  readonly kept: readonly KeptBundle[];
  /** Paths at which nothing of ours is any more. */
  readonly stale: readonly string[];
}

/** Which bundles go: those made before a time that no batch speaks of, or those for which so many bytes have no room. */
export type BundleWish =
  { readonly kind: 'none' } | { readonly kind: 'age' } | { readonly kind: 'size'; readonly keepBytes: number };

interface Ports extends Desk {
  readonly receipts: ReceiptStore;
  readonly outbox: OutboxStore;
}

/**
 * Looks through all bundles that were ever made here. Only those go that nobody has touched since, that no open batch needs,
 * and that are wherever they were to be delivered.
 *
 * @param before ISO 8601 in UTC
 */
export async function findOldBundles(
  wish: BundleWish,
  before: string,
  { spoken, isNeeded, targets }: SpokenBundles,
  ports: Ports,
): Promise<OldBundles> {
  const deliveries = groupByPath(ports.outbox.list());
  const [own, stale]: [(OwnBundle & { readonly madeAt: string })[], string[]] = [[], []];
  for (const { key: path, output, appliedAt } of ports.receipts.ofStep(BUNDLE_MADE)) {
    const stamp = await stampOf(path).catch(() => null);
    if (stamp !== null && (output as readonly Stamp[]).some((made) => isSame(made, stamp)))
      own.push({ path, ...stamp, madeAt: appliedAt });
    else if (appliedAt < before && !isNeeded(path) && (await isThere(dirname(path)))) stale.push(path);
  }
  const reasonToKeep = (bundle: OwnBundle): string | null => {
    if (isNeeded(bundle.path)) return 'a batch that is not finished needs it';
    const missing = undelivered(bundle, targets.get(bundle.path) ?? new Map(), deliveries.get(bundle.path) ?? []);
    return missing === null ? null : `it is not delivered to ${missing} yet`;
  };
  const asked =
    wish.kind === 'none'
      ? []
      : wish.kind === 'age'
        ? own.filter(({ path, madeAt }) => madeAt < before && !spoken.has(path))
        : withoutRoom(own, wish.keepBytes, (bundle) => reasonToKeep(bundle) !== null);
  const judged = asked.map(({ madeAt: _madeAt, ...bundle }) => ({ ...bundle, reason: reasonToKeep(bundle) }));
  return {
    gone: judged.filter(({ reason }) => reason === null).map(({ reason: _none, ...bundle }) => bundle),
    kept: judged.filter((bundle): bundle is KeptBundle => bundle.reason !== null),
    stale,
  };
}

/** Whether what is there has the same size and time as what was made. */
export function isSame(one: Stamp, other: Stamp): boolean {
  return one.bytes === other.bytes && one.writtenAt === other.writtenAt;
}

/** All but the newest that fit, after those that stay whatever happens. */
function withoutRoom<T extends OwnBundle>(own: readonly T[], keepBytes: number, stays: (bundle: T) => boolean): T[] {
  const newestFirst = [...own].sort((a, b) => Number(BigInt(b.writtenAt) - BigInt(a.writtenAt)));
  let room = newestFirst.filter(stays).reduce((rest, { bytes }) => rest - bytes, keepBytes);
  return newestFirst.filter((bundle) => {
    if (stays(bundle)) return room < 0;
    room -= bundle.bytes;
    return room < 0;
  });
}

/** What orders tell of bundles, by their paths. */
export interface SpokenBundles {
  /** Those of batches that are not forgotten. */
  readonly spoken: ReadonlySet<string>;
  /** Whether a batch of which something is left to do has made it, or may be about to use it. */
  isNeeded(path: string): boolean;
  /** Where each was to be delivered, and whether it was then. */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

/** @param forgotten batches that count as if they were not there */
export function lookThroughOrders(
  forgotten: ReadonlySet<string>,
  { batches, jobs }: Pick<Desk, 'batches' | 'jobs'>,
): SpokenBundles {
  const [spoken, needed, begun] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const targets = new Map<string, Map<string, boolean>>();
  for (const { batch, state } of batches.list()) {
    const isOpen = state === 'waiting' || jobs.isOpen(batch);
    const { outFolder } = batches.find(batch)!.work;
    for (const { title, bundle, deliveries } of batches.get(batch)!.orders) {
      // Of an order that is at work the result does not tell its bundle yet.
      if (isOpen) begun.add(stemOf(join(outFolder, bundleName(title, ''))));
      if (bundle === null) continue;
      if (!forgotten.has(batch)) spoken.add(bundle);
      if (isOpen) needed.add(bundle);
      targets.set(bundle, merged(targets.get(bundle), deliveries));
    }
  }
  return { spoken, targets, isNeeded: (path) => needed.has(path) || begun.has(stemOf(path)) };
}

/** The path of a bundle without what follows on its title. */
function stemOf(path: string): string {
  return path.slice(0, path.lastIndexOf('-'));
}

function merged(
  known: ReadonlyMap<string, boolean> = new Map(),
  deliveries: OrderResult['deliveries'] = [],
): Map<string, boolean> {
  const all = new Map(known);
  for (const { target, delivered } of deliveries) all.set(target, delivered || all.get(target) === true);
  return all;
}

function groupByPath(deliveries: readonly Delivery[]): ReadonlyMap<string, readonly Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) groups.set(delivery.path, [...(groups.get(delivery.path) ?? []), delivery]);
  return groups;
}

/** The first target that a bundle was to be delivered to and is not at; null: it is at all of them. */
function undelivered(
  bundle: OwnBundle,
  told: ReadonlyMap<string, boolean>,
  deliveries: readonly Delivery[],
): string | null {
  const done = new Set(
    deliveries.filter((one) => one.state === 'done' && isSame(one, bundle)).map((one) => one.target),
  );
  const asked = [
    ...deliveries.filter(({ state }) => state !== 'done').map(({ target }) => target),
    ...[...told].filter(([, delivered]) => !delivered).map(([target]) => target),
  ];
  return asked.find((target) => !done.has(target)) ?? null;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
