/**
 * The lists of all orders of a batch, before any of them is produced: first those that are chosen, in the order of the
 * manifest, then the clones, each after what it clones. So what one list may not repeat of another does not hang on who
 * does what when.
 */
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../base/errors.ts';
import { poolOf } from '../generate/pool.ts';
import { selector } from '../generate/select.ts';
import type { Order } from '../model/order.ts';
import type { KeptPlaylist } from '../model/playlist.ts';
import { cloneList, toldOf, wantedFramesOf, type ListedOrder, type PlanInput } from './chosen-list.ts';
import { mediumLimitsOf } from './medium-of.ts';
import { foretell } from './forecast.ts';
import { chooseLists, wishOf, type Choosing, type ListWish } from './lists.ts';
import { clonedOrders, orderOfWork } from './order-of-work.ts';
import { attempt } from './outcome.ts';
import { pastOf } from './past.ts';
import type { Ports } from './ports.ts';
import type { BatchInput } from './run.ts';
import type { Errand } from './step.ts';
import { weigherOf } from './weigh-files.ts';

/** Between two so large parts of a batch the world has its turn: a signal, or a beat. */
const TOGETHER = 100;

/**
 * Chooses, copies and stores the lists that are not there yet; returns for each order, by row, its list or why it has
 * none. Throws only what concerns them all, an interruption among it.
 */
export async function listOrders(input: BatchInput, ports: Ports): Promise<Map<number, ListedOrder | AppError>> {
  const cloned = clonedOrders(input.orders);
  const { workable, circles } = orderOfWork(input.orders, cloned);
  const choosing = openChoosing(workable, input, ports);
  const wishes = workable.filter(({ clone }) => clone === null).map((order) => wishOf(order, input.options));
  tellForecast(wishes, choosing, input, ports);
  const lists = await chooseAll(wishes, choosing, input, ports);
  for (const order of workable.filter(({ clone }) => clone !== null)) {
    ports.signal.throwIfAborted();
    const clone = (): Promise<ListedOrder> =>
      cloneOf(order, cloned.get(order), lists, { ...input, ...choosing }, ports);
    lists.set(order.row, await attempt(clone, ports));
  }
  for (const { row } of circles) lists.set(row, circle());
  return lists;
}

function openChoosing(orders: readonly Order[], { batch, library, options }: BatchInput, ports: Ports): Choosing {
  const pool = poolOf(library.table);
  const past = pastOf(orders, ports.batches.submittedAt(batch)!, options, pool, ports.playlists);
  return { pool, select: selector(pool, weigherOf(library)), past };
}

function tellForecast(wishes: readonly ListWish[], { select }: Choosing, { options }: BatchInput, ports: Ports): void {
  // How long the lists play that fill discs of files is not known before.
  const timed = wishes.filter(({ brief }) => !brief.files);
  const foretold = options.distinct === null ? [] : foretell(timed, select, options.distinct);
  if (foretold.length > 0) ports.watcher.foretold(foretold);
}

async function chooseAll(
  wishes: readonly ListWish[],
  choosing: Choosing,
  { batch }: BatchInput,
  ports: Ports,
): Promise<Map<number, ListedOrder | AppError>> {
  const lists = new Map<number, ListedOrder | AppError>();
  for (let from = 0; from < wishes.length; from += TOGETHER) {
    const chosen = chooseLists(batch, wishes.slice(from, from + TOGETHER), choosing, ports);
    for (const [row, list] of chosen)
      lists.set(row, list instanceof AppError ? list : { ...toldOf(list), playlist: list.playlist });
    ports.watcher.progress('choosing', Math.min(1, (from + TOGETHER) / wishes.length));
    await setImmediate();
    ports.signal.throwIfAborted();
  }
  return lists;
}

async function cloneOf(
  order: Order,
  source: Order | undefined,
  lists: ReadonlyMap<number, ListedOrder | AppError>,
  input: PlanInput,
  ports: Ports,
): Promise<ListedOrder> {
  const ofBatch = source === undefined ? null : sourcePlaylist(source, lists.get(source.row)!, ports);
  const errand: Errand = { batch: input.batch, row: order.row, begin: () => undefined };
  const limitFrames = wantedFramesOf(order, mediumLimitsOf(order, input.options));
  return cloneList(order, ofBatch, limitFrames, input, errand, ports);
}

/** The playlist of another order of the batch. */
function sourcePlaylist({ row, title }: Order, list: ListedOrder | AppError, ports: Ports): KeptPlaylist {
  if (!(list instanceof AppError)) return ports.playlists.get(list.playlist)!;
  const name = `row ${row}, "${title}"`;
  if (list.code === 'audio-wanted') {
    throw new AppError('audio-wanted', `the order that it clones (${name}) waits for audio`);
  }
  throw new AppError('clone-source-failed', `the order that it clones (${name}) has no playlist`, {
    hint: `mend row ${row} first`,
  });
}

function circle(): AppError {
  return new AppError('clone-circle', 'the orders clone each other in a circle', { hint: 'generate one of them' });
}
