import type { DiscSplit } from './disc-split.ts';

/** No split that keeps the order needs fewer discs. */
export const inOrder: DiscSplit = {
  id: 'in-order',
  summary: 'each disc is filled until the next track does not fit',
  split: (tracks, { capacityFrames, maxTracks }) => {
    const discs: number[][] = [];
    let disc: number[] = [];
    let free = 0;
    for (const [index, { frames }] of tracks.entries()) {
      if (frames > free || disc.length === maxTracks) {
        disc = [];
        discs.push(disc);
        free = capacityFrames;
      }
      disc.push(index);
      free -= frames;
    }
    return discs;
  },
};
