import { isoTime } from '../base/clock.ts';
import { canonicalJson, sha256 } from '../base/hash.ts';
import type { History } from '../generate/history.ts';
import { NO_HISTORY } from '../generate/history.ts';
import type { Pool } from '../generate/pool.ts';
import type { BatchOptions } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { indexOfId } from '../model/track-table.ts';
import type { PlaylistStore } from '../playlists/playlist-store.ts';

const DAY_MS = 86_400_000;

/** The lists made before an order's, as far as it may not repeat them. */
export interface Past {
  /** What an order has to look at, and a text that is the same for the same past; null where it looks at none. */
  before(order: Pick<Order, 'freshDays'>): { readonly history: History; readonly key: string | null };
  /** Takes up the list of an order of the batch; its tracks are asked for only where they matter. */
  add(playlist: string, tracks: () => readonly number[]): void;
}

/**
 * The past of a batch: what other batches made before it was submitted, and what it made itself so far. It is counted
 * from that time, not from now, so that running a batch again gives the same lists.
 */
export function pastOf(
  orders: readonly Order[],
  submittedAt: string,
  options: BatchOptions,
  pool: Pool,
  playlists: Pick<PlaylistStore, 'usedBetween'>,
): Past {
  const mostUses = options.distinct ?? Infinity;
  let longest = orders.reduce((days, { freshDays }) => Math.max(days, freshDays ?? 0), 0);
  const restedDays = new Map<number, number>();
  const uses = new Map<number, number>();
  let key = sha256(canonicalJson(mostUses));
  const lookBack = (days: number): void => {
    const rests = restsBefore(submittedAt, days, pool, playlists);
    // By ids: what numbers recordings have depends on who asked first.
    key = sha256(key + canonicalJson(rests.map(({ index, days: rested }) => [pool.table.ids.at(index), rested])));
    for (const { index, days: rested } of rests) {
      const recording = pool.recording(index);
      restedDays.set(recording, Math.min(rested, restedDays.get(recording) ?? Infinity));
    }
    for (const recording of uses.keys()) restedDays.set(recording, 0);
    longest = days;
  };
  if (longest > 0) lookBack(longest);
  return {
    before: ({ freshDays }) => {
      // A clone may have the rest that it asks for from a source which only its turn shows.
      if ((freshDays ?? 0) > longest) lookBack(freshDays!);
      if (freshDays === null && mostUses === Infinity) return { history: NO_HISTORY, key: null };
      return { history: { restedDays: freshDays === null ? NO_HISTORY.restedDays : restedDays, uses, mostUses }, key };
    },
    add: (playlist, tracks) => {
      if (mostUses === Infinity && longest === 0) return;
      key = sha256(key + playlist);
      for (const index of tracks()) {
        const recording = pool.recording(index);
        uses.set(recording, (uses.get(recording) ?? 0) + 1);
        if (longest > 0) restedDays.set(recording, 0);
      }
    },
  };
}

/** Whole days since each track of the library was last in a list, of those that were in one within so many days. */
function restsBefore(
  submittedAt: string,
  days: number,
  { table }: Pool,
  playlists: Pick<PlaylistStore, 'usedBetween'>,
): { readonly index: number; readonly days: number }[] {
  const end = Date.parse(submittedAt);
  return playlists.usedBetween(isoTime(end - days * DAY_MS), submittedAt).flatMap(({ id, lastUsed }) => {
    const index = indexOfId(table, id);
    return index === null ? [] : [{ index, days: Math.floor((end - Date.parse(lastUsed)) / DAY_MS) }];
  });
}
