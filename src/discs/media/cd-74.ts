import type { AudioMedium } from '../../model/medium.ts';

export const cd74: AudioMedium = {
  id: 'cd-74',
  name: 'CD-R 74 minutes',
  kind: 'audio-cd',
  capacityFrames: 333_000,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '74:00, the length that the standard names',
};
