/**
 * Brings files to targets by way of the outbox: what is to be sent is written down first, what was sent is written down with
 * its proof, and whatever breaks off in between is gone on with by the next who comes.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import { takeLock } from '../store/lock.ts';
import { deliveryError, lasting, type DeliveryError } from './delivery-error.ts';
import type { Asked, Delivery, OutboxStore } from './outbox-store.ts';
import { inspectFile, stampOf } from './parcel.ts';
import type { Connection, Proof, Target, TargetWorld } from './target.ts';
import { findTarget } from './targets/index.ts';

export interface Courier {
  /**
   * Writes down that a file is to be at a target, and hashes it unless that was done before. Throws AppError
   * `file-unreadable` or `file-unsendable`.
   */
  intend(file: string, target: Target, asked?: Asked): Promise<Delivery>;
  /**
   * Sends what was written down, unless that is done: as often as each try gets further than the last. Throws DeliveryError
   * when it is not there in the end, which is then written down too; AppError `delivery-locked` where another process is at
   * it; or the signal's reason.
   */
  send(key: string, onProgress?: (bytes: number) => void): Promise<Delivery>;
  /** How a delivery stands. */
  look(key: string): Delivery;
  close(): Promise<void>;
}

export interface CourierWorld extends TargetWorld {
  readonly outbox: OutboxStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Folder for lock files. */
  readonly lockFolder: string;
  /** Runs in one transaction. */
  transaction(work: () => void): void;
  /** Told of what is delivered, in the transaction that writes it down. */
  delivered(delivery: Delivery): void;
}

/** Waits between tries that are made without anybody asking for them, in milliseconds; then somebody has to ask. */
const WAITS_MS = [1, 5, 30, 120, 600, 3600, 10_800, 28_800].map((seconds) => seconds * 1000);
/** The wait before a broken transfer is gone on with. */
const PAUSE_MS = 500;
/** For so long nothing more is tried with a target that can't be reached or lets nobody in: others would wait for that. */
const DOWN_MS = 60_000;

export function openCourier(world: CourierWorld): Courier {
  const { outbox, clock, signal } = world;
  const connections = new Map<string, Promise<Connection>>();
  const down = new Map<string, { readonly until: number; readonly failure: DeliveryError }>();
  const connect = ({ kind, address }: Target): Promise<Connection> => {
    const known = connections.get(address) ?? kind.open(address, world);
    connections.set(address, known);
    return known;
  };
  const hangUp = async (address: string): Promise<void> => {
    const connection = connections.get(address);
    connections.delete(address);
    await connection?.then(
      ({ close }) => close(),
      () => undefined,
    );
  };

  return {
    intend: async (file, { address }, asked = {}) => {
      const path = resolve(file);
      const known = asked.again ? null : outbox.findFile({ path, ...(await stampOf(path)) }, address);
      return known ?? outbox.intend(await inspectFile(path, signal), address, asked);
    },
    send: (key, onProgress = () => undefined) =>
      underLock(key, async () => {
        let reached = 0;
        for (;;) {
          // Another process may have sent it while we asked for the lock.
          const delivery = outbox.find(key)!;
          if (delivery.state === 'done') return delivery;
          if (reached === 0) mustBeUp(delivery);
          reached = await tryOnce(delivery, reached, onProgress);
        }
      }),
    look: (key) => outbox.find(key)!,
    close: async () => void (await Promise.all([...connections.keys()].map(hangUp))),
  };

  async function underLock(key: string, work: () => Promise<Delivery>): Promise<Delivery> {
    const path = join(world.lockFolder, `delivery-${key}.lock`);
    const lock = takeLock(path);
    if (lock === null) {
      throw new AppError('delivery-locked', `another process is sending ${outbox.find(key)!.name}`, {
        hint: 'wait for it',
        exitCode: ExitCode.locked,
      });
    }
    try {
      const delivery = await work();
      // Whoever still holds the old file finds that it is done.
      rmSync(path, { force: true });
      return delivery;
    } finally {
      lock.release();
    }
  }

  function mustBeUp({ key, target }: Delivery): void {
    const known = down.get(target);
    if (known === undefined || clock() >= known.until) return;
    outbox.fail(key, known.failure.message, known.failure.lasting ? null : known.until);
    throw known.failure;
  }

  /** Returns when it is done or has got further than `before`, and then how far. */
  async function tryOnce(delivery: Delivery, before: number, onProgress: (bytes: number) => void): Promise<number> {
    signal.throwIfAborted();
    const { key, attempts } = delivery;
    const target = findTarget(delivery.target);
    let reached = 0;
    outbox.begin(key);
    try {
      const proof = await sendOver(target, delivery, (bytes) => onProgress((reached = bytes)));
      world.transaction(() => {
        outbox.settle(key, proof);
        world.delivered(outbox.find(key)!);
      });
    } catch (error) {
      signal.throwIfAborted();
      const failure = deliveryError(error, target.address);
      const wait = failure.lasting ? undefined : WAITS_MS[attempts];
      outbox.fail(key, failure.message, wait === undefined ? null : clock() + wait);
      await hangUp(target.address);
      if (wait === undefined || reached <= before) {
        const { code } = failure;
        const isDown = code === 'target-unreachable' || code === 'target-refused';
        if (isDown) down.set(target.address, { until: clock() + DOWN_MS, failure });
        throw failure;
      }
      await pause(PAUSE_MS, undefined, { signal });
    }
    return reached;
  }

  async function sendOver(target: Target, delivery: Delivery, onProgress: (bytes: number) => void): Promise<Proof> {
    await mustBeTheSame(delivery);
    const connection = await connect(target);
    const stop = (): void => void hangUp(target.address);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const keep = (progress: unknown): void => outbox.keep(delivery.key, progress);
      return await connection.send(delivery, { progress: delivery.progress, keep, onProgress, signal });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** What was promised is what is sent: a file that was changed since is another one. */
  async function mustBeTheSame({ path, bytes, writtenAt, sha256 }: Delivery): Promise<void> {
    const stamp = await stampOf(path);
    if (stamp.bytes === bytes && stamp.writtenAt === writtenAt) return;
    if (stamp.bytes === bytes && (await inspectFile(path, signal)).sha256 === sha256) return;
    throw lasting('file-changed', `${path} is not what was to be sent any more`, { hint: 'send it anew' });
  }
}
