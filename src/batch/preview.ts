/**
 * What an order would come to, without a batch: by the same functions as a run, so that the run makes the same list as
 * long as library, stored playlists and day stay the same. Nothing is stored.
 */
import { AppError } from '../base/errors.ts';
import { poolOf } from '../generate/pool.ts';
import { selector } from '../generate/select.ts';
import type { LibraryView } from '../library/view.ts';
import { NO_OPTIONS } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { indexOfId } from '../model/track-table.ts';
import type { PlaylistStore } from '../playlists/playlist-store.ts';
import { wishOf } from './lists.ts';
import { pastOf } from './past.ts';
import { toldOf } from './chosen-list.ts';
import { planWith, type Plan } from './produce.ts';
import { present } from './source.ts';
import { choose } from './steps/choose.ts';
import { weigherOf } from './weigh-files.ts';

/**
 * Plans the last of the orders of a batch that would be submitted at `time` (ISO 8601): no clone, and what clones before it
 * take is not looked at. Throws what the order would fail with.
 */
export type Preview = (orders: readonly Order[], time: string) => Plan;

export function previewer(library: LibraryView, playlists: Pick<PlaylistStore, 'usedBetween'>): Preview {
  const pool = poolOf(library.table);
  const select = selector(pool, weigherOf(library));
  return (orders, time) => {
    const past = pastOf(orders, time, NO_OPTIONS, pool, playlists);
    const plan = (order: Order): Plan => {
      const { history, key } = past.before(order);
      const { playlist, chosen } = choose.plan({ ...wishOf(order, NO_OPTIONS), select, history, past: key });
      past.add(playlist.id, () => playlist.tracks.flatMap(({ id }) => indexOfId(pool.table, id) ?? []));
      return planWith(order, { ...toldOf(chosen), playlist: present(playlist, library) }, NO_OPTIONS);
    };
    const last = orders.at(-1)!;
    // Other orders of the batch matter to one alone that may not repeat them.
    if (last.freshDays !== null) {
      for (const order of orders.slice(0, -1)) if (order.clone === null) unlessItFails(() => plan(order));
    }
    return plan(last);
  };
}

function unlessItFails(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
