import type { DiscLimits, DiscSplit, SplitTrack } from './disc-split.ts';

/** The longest disc is as short as can be, and with that the sum of the squared lengths is the least. */
export const balanced: DiscSplit = {
  id: 'balanced',
  summary: 'the order is kept, on no more discs, all about equally long',
  split: (tracks, limits) => {
    const longest = cut(tracks, limits, Math.max).cost;
    return cut(tracks, { ...limits, capacityFrames: longest }, (sum, frames) => sum + frames ** 2).discs;
  },
};

/**
 * Cuts the list into as few discs as the limits allow and, of all such cuts, finds one of the least cost, which `add`
 * makes from the cost of the discs before and the frames of one more. Exact: fewest discs for the whole list means fewest
 * for each of its beginnings too, so one row of beginnings is enough; costs a step for each track and place on a disc.
 */
function cut(
  tracks: readonly SplitTrack[],
  { capacityFrames, maxTracks }: DiscLimits,
  add: (cost: number, frames: number) => number,
): { readonly cost: number; readonly discs: number[][] } {
  // For each beginning of the list, by its length: how many discs it needs, what they cost, where the last one begins.
  const needs = [0];
  const costs = [0];
  const starts = [0];
  for (let end = 1; end <= tracks.length; end++) {
    let fewest = Infinity;
    let least = Infinity;
    let frames = 0;
    for (let start = end - 1; start >= Math.max(0, end - maxTracks); start--) {
      frames += tracks[start]!.frames;
      if (frames > capacityFrames) break;
      const need = needs[start]! + 1;
      const cost = add(costs[start]!, frames);
      if (need > fewest || (need === fewest && cost >= least)) continue;
      fewest = need;
      least = cost;
      starts[end] = start;
    }
    needs.push(fewest);
    costs.push(least);
  }
  const discs: number[][] = [];
  for (let end = tracks.length; end > 0; end = starts[end]!) {
    discs.push(Array.from({ length: end - starts[end]! }, (_, i) => starts[end]! + i));
  }
  return { cost: costs[tracks.length]!, discs: discs.reverse() };
}
