/**
 * The lists of a batch, all of them before anything is produced: what one list may not repeat of another is then known,
 * and what the library is too small for can be told first.
 */
import { AppError } from '../base/errors.ts';
import type { Pool } from '../generate/pool.ts';
import type { Select } from '../generate/select.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Brief } from '../model/brief.ts';
import type { Order } from '../model/order.ts';
import { indexOfId } from '../model/track-table.ts';
import { briefOf } from './brief.ts';
import { discFillOf, type RoomBeside } from './fill-disc.ts';
import { mediumLimitsOf } from './medium-of.ts';
import type { Past } from './past.ts';
import type { Ports } from './ports.ts';
import { wantedFramesOf } from './chosen-list.ts';
import { decide, type Errand } from './step.ts';
import { choose, type Chosen } from './steps/choose.ts';

/** What all lists of a batch are chosen from, and what may not be repeated. */
export interface Choosing {
  readonly pool: Pool;
  readonly select: Select;
  readonly past: Past;
}

/** An order that chooses its tracks. */
export interface ListWish {
  readonly order: Order;
  readonly brief: Brief;
  /** Present where the brief is in sectors, to fill a disc of files. */
  readonly roomBeside?: RoomBeside;
}

/** What an order that is no clone asks of its list; without a length, as much as its medium holds. */
export function wishOf(order: Order, options: BatchOptions): ListWish {
  const fill = discFillOf(order, options);
  if (fill !== null) return { order, ...fill };
  const medium = mediumLimitsOf(order, options);
  return { order, brief: briefOf(order, wantedFramesOf(order, medium) ?? medium.capacityFrames, medium, options) };
}

/** Lists are stored by so many at a time: what a stop costs is little, and so is what each has to wait for the disk. */
const TOGETHER = 500;

/** Chooses lists in the order given. What went wrong with one is the affair of its order. */
export function chooseLists(
  batch: string,
  wishes: readonly ListWish[],
  { pool, select, past }: Choosing,
  ports: Ports,
): Map<number, Chosen | AppError> {
  const chosen = new Map<number, Chosen | AppError>();
  const chooseOne = (wish: ListWish): void => {
    const { order } = wish;
    const { history, key } = past.before(order);
    const errand: Errand = { batch, row: order.row, begin: () => undefined };
    try {
      const list = decide(choose, { ...wish, select, history, past: key }, errand, ports);
      chosen.set(order.row, list);
      past.add(list.playlist, () =>
        ports.playlists.trackIds(list.playlist).flatMap((id) => indexOfId(pool.table, id) ?? []),
      );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      chosen.set(order.row, error);
    }
  };
  for (let from = 0; from < wishes.length; from += TOGETHER) {
    ports.store.transaction(() => wishes.slice(from, from + TOGETHER).forEach(chooseOne));
    ports.watcher.progress('choosing', Math.min(1, (from + TOGETHER) / wishes.length));
  }
  return chosen;
}
