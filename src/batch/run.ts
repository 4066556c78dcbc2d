/**
 * A batch's way: orders in, bundles and results out. One order after the other; a failure is the affair of its own
 * order. Whatever was done before, by this run or an earlier one, is not done again.
 */
import { AppError, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import type { BatchOptions, BatchResult, BatchState, OrderResult, OrderState } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import type { Playlist } from '../model/playlist.ts';
import { poolOf } from '../generate/pool.ts';
import { selector } from '../generate/select.ts';
import { queuedResult } from './batch-store.ts';
import { foretell } from './forecast.ts';
import { chooseLists, wishOf, type Choosing } from './lists.ts';
import { clonedOrders, orderOfWork } from './order-of-work.ts';
import type { Ports } from './ports.ts';
import { pastOf } from './past.ts';
import { burnReady, planOrder, type Product } from './produce.ts';
import type { LibraryView } from '../library/view.ts';
import type { Errand } from './step.ts';
import type { Chosen } from './steps/choose.ts';
import { OrderUnmet } from './unmet.ts';

export interface BatchInput {
  readonly batch: string;
  readonly orders: readonly Order[];
  readonly options: BatchOptions;
  readonly library: LibraryView;
  /** Paths of playlist files in the manifest start here. */
  readonly folder: string;
  /** Stop before anything is mastered: the stores given are a scratch copy. */
  readonly dryRun: boolean;
}

export type RunResult = Omit<BatchResult, 'problems'> & {
  /** Playlists and discs as they were planned, by row; what a dry run shows. */
  readonly products: ReadonlyMap<number, Product>;
};

/** The list of each order that chooses its tracks, or why there is none, by row. */
function listsOf(
  orders: readonly Order[],
  choosing: Choosing,
  { options, batch }: BatchInput,
  ports: Ports,
): Map<number, Chosen | AppError> {
  const wishes = orders.filter(({ clone }) => clone === null).map((order) => wishOf(order, options));
  const foretold = options.distinct === null ? [] : foretell(wishes, choosing.select, options.distinct);
  if (foretold.length > 0) ports.watcher.foretold(foretold);
  return chooseLists(batch, wishes, choosing, ports);
}

function openChoosing(orders: readonly Order[], { batch, library, options }: BatchInput, ports: Ports): Choosing {
  const pool = poolOf(library.table);
  const past = pastOf(orders, ports.batches.submittedAt(batch)!, options, pool, ports.playlists);
  return { pool, select: selector(pool), past };
}

/** Works through all orders of a batch. Throws only for what concerns them all, an interruption among it. */
export async function runBatch(input: BatchInput, ports: Ports): Promise<RunResult> {
  const cloned = clonedOrders(input.orders);
  const { workable, circles } = orderOfWork(input.orders, cloned);
  const choosing = openChoosing(workable, input, ports);
  const lists = listsOf(workable, choosing, input, ports);
  const products = new Map<number, Product>();
  const results = new Map<number, OrderResult>();
  for (const order of workable) {
    const source = cloned.get(order);
    const errand = errandFor(order, input, ports);
    const outcome = await attempt(async () => {
      const list = lists.get(order.row) ?? null;
      const ofBatch = sourcePlaylist(source, products, results);
      const plan = await planOrder(order, list, ofBatch, { ...input, ...choosing }, errand, ports);
      products.set(order.row, plan);
      return input.dryRun ? plan : burnReady(order, plan, input.options.packing, errand, ports);
    }, ports);
    results.set(order.row, settle(order, outcome, errand.begun, input, ports));
  }
  for (const order of circles) {
    const error = new AppError('clone-circle', 'the orders clone each other in a circle', {
      hint: 'generate one of them',
    });
    results.set(order.row, settle(order, error, false, input, ports));
  }
  const orders = input.orders.map(({ row }) => results.get(row)!);
  return { batch: input.batch, state: settleBatch(orders, input, ports), orders, products };
}

/** The playlist that another order of the batch made; null where the order clones none of them. */
function sourcePlaylist(
  source: Order | undefined,
  products: ReadonlyMap<number, Product>,
  results: ReadonlyMap<number, OrderResult>,
): Playlist | null {
  if (!source) return null;
  const product = products.get(source.row);
  if (product) return product.playlist;
  const name = `row ${source.row}, "${source.title}"`;
  if (results.get(source.row)?.state === 'waiting') {
    throw new AppError('audio-wanted', `the order that it clones (${name}) waits for audio`);
  }
  throw new AppError('clone-source-failed', `the order that it clones (${name}) has no playlist`, {
    hint: `mend row ${source.row} first`,
  });
}

function errandFor(order: Order, { batch }: BatchInput, ports: Ports): Errand & { readonly begun: boolean } {
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

/** What came of an order: a product, or the reason why there is none. A bug and an interruption are thrown on. */
async function attempt(work: () => Promise<Product>, { signal }: Ports): Promise<Product | AppError> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return error;
    const code = systemErrorCode(error);
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    return new AppError('system', systemErrorReason(error), { cause: error });
  }
}

/** Stores an order's result with its event, unless it is what was known already. */
function settle(
  order: Order,
  outcome: Product | AppError,
  begun: boolean,
  { batch }: BatchInput,
  ports: Ports,
): OrderResult {
  const result = outcome instanceof AppError ? failure(order, outcome) : outcome.result;
  const before = ports.batches.result(batch, order.row);
  const fresh = begun || JSON.stringify(before) !== JSON.stringify(result);
  if (fresh) {
    ports.store.transaction(() => {
      ports.batches.setResult(batch, result);
      ports.events.append(batch, eventOf(result.state), order.row, { reason: result.reason, bundle: result.bundle });
    });
  }
  ports.watcher.finished(result, fresh);
  return result;
}

function failure(order: Order, error: AppError): OrderResult {
  const reason = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
  const state = error.code === 'audio-wanted' ? 'waiting' : 'failed';
  return { ...queuedResult(order), state, reason, changes: error instanceof OrderUnmet ? error.changes : [] };
}

function eventOf(state: OrderState): 'order-done' | 'order-short' | 'order-waiting' | 'order-failed' {
  switch (state) {
    case 'done':
    case 'short':
    case 'waiting':
      return `order-${state}`;
    default:
      return 'order-failed';
  }
}

function settleBatch(orders: readonly OrderResult[], { batch }: BatchInput, ports: Ports): BatchState {
  const has = (state: OrderState): boolean => orders.some((order) => order.state === state);
  const state = has('failed') || has('short') ? 'failed' : has('waiting') ? 'waiting' : 'done';
  if (ports.events.lastKind(batch) !== 'batch-done') {
    ports.store.transaction(() => {
      ports.batches.setState(batch, state);
      ports.events.append(batch, 'batch-done', null, { state });
    });
  }
  return state;
}
