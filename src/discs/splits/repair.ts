import { exchange, type Exchange, type Packing } from './packing.ts';

/** How many exchanges are looked at before it gives up: some tenths of a second. */
const EFFORT = 1 << 27;

/**
 * Exchanges tracks of discs that are too long with shorter ones of others, or moves them, until none is too long. False
 * where it found no such way.
 */
export function repair(packing: Packing): boolean {
  const { frames, limits, discs } = packing;
  const budget = { left: EFFORT };
  for (let disc = 0; disc < discs.length; disc++) {
    while (frames[disc]! > limits.capacityFrames) {
      const best = bestRelief(packing, disc, budget);
      if (best === null) return false;
      exchange(packing, best);
    }
  }
  return true;
}

/** The exchange that takes most of what is too much off a disc and makes no other too long; the first that takes all. */
function bestRelief(
  { tracks, discs, frames, limits }: Packing,
  from: number,
  budget: { left: number },
): Exchange | null {
  const wanted = frames[from]! - limits.capacityFrames;
  let most = 0;
  let best: Exchange | null = null;
  for (let to = 0; to < discs.length && budget.left > 0; to++) {
    const room = limits.capacityFrames - frames[to]!;
    if (room <= most) continue;
    const places = Math.min(discs[to]!.length + 1, limits.maxTracks);
    budget.left -= places * discs[from]!.length;
    for (let j = 0; j < places; j++) {
      const back = j < discs[to]!.length ? tracks[discs[to]![j]!]!.frames : 0;
      for (let i = 0; i < discs[from]!.length; i++) {
        const relief = tracks[discs[from]![i]!]!.frames - back;
        if (relief <= most || relief > room) continue;
        best = { from, i, to, j };
        most = relief;
        if (relief >= wanted) return best;
      }
    }
  }
  return best;
}
