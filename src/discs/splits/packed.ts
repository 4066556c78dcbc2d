import type { DiscLimits, DiscSplit, SplitTrack } from './disc-split.ts';
import { inOrder } from './in-order.ts';
import { deal, type Packing } from './packing.ts';
import { repair } from './repair.ts';
import { spread } from './spread.ts';

/**
 * Packing is hard (NP), so the discs that are found need not be the fewest that there are. But they are no more than best
 * fit needs, and for songs, of which a disc holds many, nearly always as few as their length alone asks for.
 */
export const packed: DiscSplit = {
  id: 'packed',
  summary:
    'on the fewest discs, each artist spread over them; a disc keeps the order of its tracks, the list as a whole does not',
  split: (tracks, limits) => {
    const simple = inOrder.split(tracks, limits);
    const packing = packFewest(tracks, limits, simple.length);
    if (packing === null) return simple;
    spread(packing);
    return inListOrder(packing.discs);
  },
};

/** By their first tracks, and each disc within. */
function inListOrder(discs: readonly (readonly number[])[]): number[][] {
  const sorted = discs.map((disc) => [...disc].sort((a, b) => a - b));
  return sorted.sort((a, b) => a[0]! - b[0]!);
}

/** On the fewest discs for which it finds a way, up to `most`; null where it finds none. */
function packFewest(tracks: readonly SplitTrack[], limits: DiscLimits, most: number): Packing | null {
  let best: Packing | null = null;
  let least = lowerBound(tracks, limits);
  // The least that can be nearly always do, so they come first; then the range is halved. It is searched to what best fit
  // needs or below, so that the discs that it leaves empty of more than it needs are never the last word.
  for (let count = least; least <= most; count = (least + most) >> 1) {
    const packing = packInto(tracks, limits, count);
    if (packing === null) least = count + 1;
    else {
      best = packing;
      most = count - 1;
    }
  }
  return best;
}

/** Discs of about equal length leave most room to spread the artists; best fit is better for tracks of half a disc. */
function packInto(tracks: readonly SplitTrack[], limits: DiscLimits, count: number): Packing | null {
  for (const tightly of [false, true]) {
    const packing = deal(tracks, limits, count, tightly);
    if (repair(packing)) return packing;
  }
  return null;
}

/** As many discs as all frames fill, all tracks number, or the tracks need that are longer than half a disc. */
function lowerBound(tracks: readonly SplitTrack[], { capacityFrames, maxTracks }: DiscLimits): number {
  const frames = tracks.reduce((sum, track) => sum + track.frames, 0);
  const long = tracks.filter((track) => track.frames * 2 > capacityFrames).length;
  return Math.max(Math.ceil(frames / capacityFrames), Math.ceil(tracks.length / maxTracks), long);
}
