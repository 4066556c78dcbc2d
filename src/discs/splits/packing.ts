import type { DiscLimits, SplitTrack } from './disc-split.ts';

/** Tracks dealt out to a number of discs, on the way to a split: discs may be too long, but never hold too many. */
export interface Packing {
  readonly tracks: readonly SplitTrack[];
  readonly limits: DiscLimits;
  /** The tracks of each disc, in no order. */
  readonly discs: number[][];
  /** The length of each disc. */
  readonly frames: number[];
}

/**
 * Deals the tracks out to so many discs, longest first: each to the shortest disc, or where `tightly` to the longest that
 * has room for it (best fit). Needs room for all of them by number; where there is none by length, discs get too long.
 */
export function deal(tracks: readonly SplitTrack[], limits: DiscLimits, count: number, tightly: boolean): Packing {
  const discs = Array.from({ length: count }, (): number[] => []);
  const frames = discs.map(() => 0);
  /** Discs that may have one more track, shortest first. */
  const open = discs.map((_, disc) => disc);
  const longestFirst = tracks.map((_, track) => track).sort((a, b) => tracks[b]!.frames - tracks[a]!.frames);
  for (const track of longestFirst) {
    const length = tracks[track]!.frames;
    const fitting = tightly ? countUpTo(open, frames, limits.capacityFrames - length) : 0;
    const [disc] = open.splice(Math.max(0, fitting - 1), 1) as [number];
    discs[disc]!.push(track);
    frames[disc]! += length;
    if (discs[disc]!.length < limits.maxTracks) open.splice(countUpTo(open, frames, frames[disc]!), 0, disc);
  }
  return { tracks, limits, discs, frames };
}

/** How many of the discs, sorted by length, have at most so many frames. */
function countUpTo(sorted: readonly number[], frames: readonly number[], most: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (frames[sorted[middle]!]! <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The track at place `i` of disc `from` for the one at place `j` of disc `to`; none for the place after the last. */
export interface Exchange {
  readonly from: number;
  readonly i: number;
  readonly to: number;
  readonly j: number;
}

/** Makes an exchange; returns each track that it moves with the disc that it leaves and the one that it comes to. */
export function exchange({ tracks, discs, frames }: Packing, { from, i, to, j }: Exchange): [number, number, number][] {
  const there = discs[from]![i]!;
  const back = discs[to]![j];
  discs[to]![j] = there;
  if (back === undefined) discs[from]!.splice(i, 1);
  else discs[from]![i] = back;
  const moves: [number, number, number][] = [[there, from, to]];
  if (back !== undefined) moves.push([back, to, from]);
  for (const [track, here, there] of moves) {
    frames[here]! -= tracks[track]!.frames;
    frames[there]! += tracks[track]!.frames;
  }
  return moves;
}
