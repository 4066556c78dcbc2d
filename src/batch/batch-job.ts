/** The job of a batch as a whole: its lists. Orders without one, and those that are made already, end with it. */
import { isoTime } from '../base/clock.ts';
import { AppError } from '../base/errors.ts';
import { libraryView, type LibraryView } from '../library/view.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { BATCH_JOB, type Claim } from './job-store.ts';
import type { ListedOrder } from './chosen-list.ts';
import { listOrders } from './listing.ts';
import { madeBefore } from './order-job.ts';
import { attempt, failedResult, reasonOf, retryWait } from './outcome.ts';
import type { Ports } from './ports.ts';
import { closeBatch, settle } from './settle.ts';

/** Brings the library up to date and returns the real paths of the folders. */
export type ScanLibraries = (folders: readonly string[]) => Promise<readonly string[]>;

/** Does the job of a batch; returns whether nothing is left to do of the batch then. `patience`: see `WorkOptions`. */
export async function doBatch(
  claim: Claim,
  scan: ScanLibraries,
  patience: readonly number[],
  ports: Ports,
): Promise<boolean> {
  const { batch } = claim;
  begin(claim, ports);
  const stored = ports.batches.find(batch)!;
  const orders = ports.batches.orders(batch);
  const open = new Set(ports.jobs.blocked(batch));
  const roots = await attempt(async () => scan(stored.work.libraries), ports);
  if (roots instanceof AppError && retryLater(claim, roots, patience, ports)) return false;
  if (roots instanceof AppError) return endWith(claim, orders, () => roots, open, ports);
  const library = libraryView(ports.store, roots);
  const { options, work } = stored;
  const lists = await listOrders({ batch, orders, options, library, folder: work.folder }, ports);
  const made = await allMade(batch, orders, lists, open, library, ports);
  ports.store.transaction(() => ports.batches.setWork(batch, { ...ports.batches.find(batch)!.work, roots }));
  return endWith(claim, orders, ({ row }) => made.get(row) ?? lists.get(row)!, open, ports);
}

function begin({ batch, holder }: Claim, ports: Ports): void {
  const { store, batches, events, jobs, clock } = ports;
  store.transaction(() => {
    const { state, work } = batches.find(batch)!;
    if (state === 'queued' && events.lastKind(batch) !== 'batch-done')
      events.append(batch, 'batch-started', null, { worker: holder });
    const orders = jobs.blocked(batch).length;
    if (work.started === null) batches.setWork(batch, { ...work, started: { at: isoTime(clock()), orders } });
    batches.setState(batch, 'running');
  });
}

function retryLater(claim: Claim, error: AppError, patience: readonly number[], ports: Ports): boolean {
  const waitMs = retryWait(error, claim, patience);
  if (waitMs === null) return false;
  const told = { by: 'worker', failures: claim.failures + 1, waitMs, reason: reasonOf(error) };
  ports.store.transaction(() => {
    ports.events.append(claim.batch, 'order-retried', null, told);
    ports.jobs.delay(claim, ports.clock(), waitMs);
  });
  return true;
}

/** The results of the orders that came out before and need nothing now, by row. */
async function allMade(
  batch: string,
  orders: readonly Order[],
  lists: ReadonlyMap<number, ListedOrder | AppError>,
  open: ReadonlySet<number>,
  library: LibraryView,
  ports: Ports,
): Promise<Map<number, OrderResult>> {
  const made = new Map<number, OrderResult>();
  for (const order of orders.filter(({ row }) => open.has(row))) {
    const list = lists.get(order.row)!;
    const before = ports.batches.result(batch, order.row)!.state;
    if (list instanceof AppError || (before !== 'done' && before !== 'short')) continue;
    const result = await madeBefore(batch, order, list, library, ports);
    if (result !== null) made.set(order.row, result);
  }
  return made;
}

/** Ends the job, and with it every open order that has a result or no list; the others are to be done. */
function endWith(
  { batch }: Claim,
  orders: readonly Order[],
  outcomeOf: (order: Order) => OrderResult | ListedOrder | AppError,
  open: ReadonlySet<number>,
  ports: Ports,
): boolean {
  const ended: { readonly result: OrderResult; readonly fresh: boolean }[] = [];
  const isLast = ports.store.transaction(() => {
    // Some may have been cancelled meanwhile.
    const blocked = new Set(ports.jobs.blocked(batch));
    for (const order of orders.filter(({ row }) => open.has(row) && blocked.has(row))) {
      const job = { batch, row: order.row };
      const outcome = outcomeOf(order);
      if (!(outcome instanceof AppError) && 'selection' in outcome) {
        ports.jobs.unblock(job, outcome);
        continue;
      }
      const error = outcome instanceof AppError ? { error: outcome } : {};
      const result = outcome instanceof AppError ? failedResult(order, outcome) : outcome;
      ended.push({ result, fresh: settle(job, result, { begun: false, ...error }, ports) });
    }
    ports.jobs.remove({ batch, row: BATCH_JOB });
    return closeBatch(batch, ports);
  });
  for (const { result, fresh } of ended) ports.watcher.finished(result, fresh, batch);
  return isLast;
}
