import { isoTime } from '../base/clock.ts';
import { contentId } from '../base/ids.ts';
import type { BatchOptions, BatchWork } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { turnOf } from '../model/priority.ts';
import type { Desk } from './desk.ts';

/** What somebody wants to be made. */
export interface Submission {
  /** What the manifest is called. */
  readonly manifest: string;
  readonly orders: readonly Order[];
  readonly options: BatchOptions;
  readonly work: Omit<BatchWork, 'roots' | 'started'>;
}

export interface SubmitOptions {
  /** Makes another batch of the same content. */
  readonly again?: boolean;
  /** Begins anew with a batch of which something is left to do, instead of leaving that as it is. */
  readonly anew?: boolean;
}

/**
 * Id of a batch by its content: the same orders with the same options are the same batch, whatever their file is called
 * and however soon they are wanted. `copy` tells batches apart that were wanted again.
 */
export function batchId(orders: readonly Order[], options: BatchOptions, copy = 0): string {
  const contents = orders.map(({ priority: _priority, ...order }) => order);
  return copy === 0 ? contentId('batch', contents, options) : contentId('batch', contents, options, copy);
}

/**
 * Stores a batch with its orders and queues them, in one transaction; returns its id. One that is there already is looked
 * through again once nothing is left to do of it: what has been made is not made twice.
 */
export function submit(submission: Submission, ports: Desk, { again, anew }: SubmitOptions = {}): string {
  const { manifest, orders, options, work } = submission;
  return ports.store.transaction(() => {
    const batch = idFor(submission, again === true, ports);
    const stored: BatchWork = { ...work, roots: null, started: null };
    const isKnown = ports.batches.find(batch) !== null;
    if (!isKnown) {
      const submittedAt = isoTime(ports.clock());
      ports.batches.add({ batch, manifest, state: 'queued', submittedAt, options, work: stored }, orders);
      const { priority } = work;
      ports.events.append(batch, 'batch-submitted', null, { manifest, orders: orders.length, priority });
      for (const order of orders)
        ports.events.append(batch, 'order-queued', order.row, {
          title: order.title,
          priority: order.priority ?? priority,
        });
    }
    const isOpen = ports.jobs.isOpen(batch);
    if (isOpen && anew !== true) return batch;
    if (isKnown) ports.batches.setWork(batch, stored);
    if (isKnown && !isOpen) ports.batches.setState(batch, 'queued');
    queueOrders(batch, orders, stored, ports);
    return batch;
  });
}

/** Queues orders of a batch, whose lists are then chosen once more. Belongs into a transaction. */
export function queueOrders(
  batch: string,
  orders: readonly Order[],
  { priority }: Pick<BatchWork, 'priority'>,
  { jobs, clock }: Pick<Desk, 'jobs' | 'clock'>,
): void {
  const now = clock();
  jobs.queue(batch, new Map(orders.map((order) => [order.row, turnOf(order.priority ?? priority, now)])));
}

function idFor({ orders, options }: Submission, again: boolean, { batches }: Desk): string {
  for (let copy = 0; ; copy++) {
    const id = batchId(orders, options, copy);
    if (!again || batches.find(id) === null) return id;
  }
}
