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
  const restedDays = longest === 0 ? new Map<number, number>() : restedBefore(submittedAt, longest, pool, playlists);
  const uses = new Map<number, number>();
  let key = sha256(canonicalJson([mostUses, [...restedDays]]));
  // A clone may have the rest that it asks for from a source which only its turn shows.
  const lookBack = (days: number): void => {
    longest = days;
    for (const [recording, rested] of restedBefore(submittedAt, days, pool, playlists)) {
      restedDays.set(recording, Math.min(rested, restedDays.get(recording) ?? Infinity));
    }
    for (const recording of uses.keys()) restedDays.set(recording, 0);
    key = sha256(key + canonicalJson([...restedDays]));
  };
  return {
    before: ({ freshDays }) => {
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

function restedBefore(
  submittedAt: string,
  days: number,
  { table, recording }: Pool,
  playlists: Pick<PlaylistStore, 'usedBetween'>,
): Map<number, number> {
  const end = Date.parse(submittedAt);
  const rested = new Map<number, number>();
  for (const { id, lastUsed } of playlists.usedBetween(isoTime(end - days * DAY_MS), submittedAt)) {
    const index = indexOfId(table, id);
    if (index === null) continue;
    const age = Math.floor((end - Date.parse(lastUsed)) / DAY_MS);
    rested.set(recording(index), Math.min(age, rested.get(recording(index)) ?? Infinity));
  }
  return rested;
}
