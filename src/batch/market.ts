/**
 * Playing time that orders of several kinds take from one library: a track that fits several kinds goes to any of them,
 * but to no more lists than it may. Each taking finds its way past what was taken before, by moving it to other tracks
 * where that helps (augmenting paths, Ford and Fulkerson 1956), so what can be met together is met.
 */
import type { Candidates } from '../generate/select.ts';

export interface Market {
  /** Takes so many frames for one kind, all of them or none. */
  take(kind: number, frames: number): boolean;
  /** Frames that a kind holds in all, each recording once. */
  held(kind: number): number;
}

/** Tracks that fit the same kinds, taken together. */
interface Lot {
  readonly kinds: readonly number[];
  free: number;
  /** What each kind has taken of it. */
  readonly taken: Map<number, number>;
}

export function openMarket(kinds: readonly Candidates[], mostUses: number): Market {
  const lots = lotsOf(kinds, mostUses);
  const lotsOfKind = kinds.map((_, kind) => lots.filter((lot) => lot.kinds.includes(kind)));
  const held = lotsOfKind.map((own) => own.reduce((sum, { free }) => sum + free, 0) / mostUses);

  /** Moves up to `frames` to `kind`, from what is free or from other kinds that find it elsewhere; returns how much. */
  const push = (kind: number, frames: number, seen: Set<number>): number => {
    seen.add(kind);
    let left = frames;
    for (const lot of lotsOfKind[kind]!) {
      const own = Math.min(left, lot.free);
      if (own > 0) {
        lot.free -= own;
        lot.taken.set(kind, (lot.taken.get(kind) ?? 0) + own);
        left -= own;
      }
      if (left === 0) return frames;
    }
    for (const lot of lotsOfKind[kind]!) {
      for (const [other, theirs] of lot.taken) {
        if (seen.has(other) || theirs === 0) continue;
        const moved = push(other, Math.min(left, theirs), seen);
        // What the other one found elsewhere may lie in this very lot.
        lot.taken.set(other, lot.taken.get(other)! - moved);
        lot.taken.set(kind, (lot.taken.get(kind) ?? 0) + moved);
        left -= moved;
        if (left === 0) return frames;
      }
    }
    return frames - left;
  };
  const give = (kind: number, frames: number): void => {
    let left = frames;
    for (const lot of lotsOfKind[kind]!) {
      const own = Math.min(left, lot.taken.get(kind) ?? 0);
      lot.taken.set(kind, (lot.taken.get(kind) ?? 0) - own);
      lot.free += own;
      left -= own;
    }
  };
  return {
    held: (kind) => held[kind]!,
    take: (kind, frames) => {
      let got = 0;
      for (;;) {
        const more = push(kind, frames - got, new Set());
        got += more;
        if (got === frames) return true;
        if (more > 0) continue;
        give(kind, got);
        return false;
      }
    },
  };
}

/** Every recording once, put together by the kinds that it fits. */
function lotsOf(kinds: readonly Candidates[], mostUses: number): Lot[] {
  const kindsOf = new Map<number, { readonly kinds: number[]; frames: number }>();
  for (const [kind, { pool, indexes }] of kinds.entries()) {
    for (const index of indexes) {
      const recording = pool.recording(index);
      const entry = kindsOf.get(recording) ?? { kinds: [], frames: pool.table.frames[index]! };
      if (entry.kinds.at(-1) !== kind) entry.kinds.push(kind);
      // Of several versions the longest: what can't be met by it can't be met at all.
      entry.frames = Math.max(entry.frames, pool.table.frames[index]!);
      kindsOf.set(recording, entry);
    }
  }
  const lots = new Map<string, Lot>();
  for (const { kinds: own, frames } of kindsOf.values()) {
    const key = own.join(' ');
    const lot = lots.get(key) ?? { kinds: own, free: 0, taken: new Map<number, number>() };
    lot.free += frames * mostUses;
    lots.set(key, lot);
  }
  return [...lots.values()];
}
