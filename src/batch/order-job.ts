/** The job of an order: from its list to its bundle. */
import { AppError } from '../base/errors.ts';
import type { LibraryView } from '../library/view.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { queuedResult } from './batch-store.ts';
import type { Claim } from './job-store.ts';
import type { ListedOrder } from './chosen-list.ts';
import { attempt, failedResult, reasonOf, retryWait } from './outcome.ts';
import type { Ports } from './ports.ts';
import { burnReady, planOrder, type Product } from './produce.ts';
import { closeBatch, settle } from './settle.ts';
import type { Errand } from './step.ts';

/** Does the job of an order; returns whether it was the last one of its batch. `patience`: see `WorkOptions`. */
export async function doOrder(
  claim: Claim,
  library: LibraryView,
  patience: readonly number[],
  ports: Ports,
): Promise<boolean> {
  const { batch, row } = claim;
  const order = ports.batches.order(batch, row)!;
  const { options } = ports.batches.find(batch)!;
  const errand = errandFor(order, batch, ports);
  let pieces = 1;
  let share = 0;
  const { watcher } = ports;
  const telling: Ports['watcher'] = {
    ...watcher,
    progress: (activity, ofActivity, { piece = pieces - 1, ...of } = {}) => {
      share = Math.max(share, (piece + ofActivity) / pieces);
      watcher.progress(activity, ofActivity, { ...of, piece, order: { batch, row, title: order.title, share } });
    },
  };
  const outcome = await attempt(async () => {
    const plan = planOrder(order, claim.list!, library, options, errand, ports);
    pieces = plan.discs.length + 1;
    return burnReady(order, plan, options, errand, { ...ports, watcher: telling });
  }, ports);
  if (outcome instanceof AppError && retryLater(claim, order, outcome, patience, ports)) return false;
  return end(claim, order, outcome, errand.begun, ports);
}

function end(claim: Claim, order: Order, outcome: Product | AppError, begun: boolean, ports: Ports): boolean {
  const error = outcome instanceof AppError ? { error: outcome } : {};
  const result = outcome instanceof AppError ? failedResult(order, outcome) : outcome.result;
  const { fresh, isLast } = ports.store.transaction(() => ({
    fresh: settle(claim, result, { begun, ...error }, ports),
    isLast: closeBatch(claim.batch, ports),
  }));
  ports.watcher.finished(result, fresh, claim.batch);
  return isLast;
}

function retryLater(claim: Claim, order: Order, error: AppError, patience: readonly number[], ports: Ports): boolean {
  const { batch, row, failures } = claim;
  const waitMs = retryWait(error, claim, patience);
  if (waitMs === null) return false;
  const reason = reasonOf(error);
  ports.store.transaction(() => {
    ports.batches.setResult(batch, { ...queuedResult(order), reason });
    ports.events.append(batch, 'order-retried', row, { by: 'worker', failures: failures + 1, waitMs, reason });
    ports.jobs.delay(claim, ports.clock(), waitMs);
  });
  return true;
}

/** What an order comes to of which all is made already; null where anything is left to do. Changes nothing. */
export async function madeBefore(
  batch: string,
  order: Order,
  list: ListedOrder,
  library: LibraryView,
  ports: Ports,
): Promise<OrderResult | null> {
  const { options } = ports.batches.find(batch)!;
  const errand: Errand = {
    batch,
    row: order.row,
    begin: () => {
      throw new AppError('not-made-yet', 'something is left to do');
    },
  };
  const made = await attempt(
    async () => burnReady(order, planOrder(order, list, library, options, errand, ports), options, errand, ports),
    ports,
  );
  return made instanceof AppError ? null : made.result;
}

function errandFor(order: Order, batch: string, ports: Ports): Errand & { readonly begun: boolean } {
  let begun = false;
  return {
    batch,
    row: order.row,
    get begun() {
      return begun;
    },
    begin: () => {
      if (begun) return;
      begun = true;
      ports.watcher.started(order);
      const before = ports.batches.result(batch, order.row) ?? queuedResult(order);
      if (before.state === 'running') return;
      ports.store.transaction(() => {
        ports.batches.setState(batch, 'running');
        ports.batches.setResult(batch, { ...before, state: 'running', reason: null });
        ports.events.append(batch, 'order-started', order.row, { title: order.title });
      });
    },
  };
}
