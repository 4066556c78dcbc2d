import type { AudioMedium } from '../../model/medium.ts';

export const cd99: AudioMedium = {
  id: 'cd-99',
  name: 'CD-R 99 minutes',
  kind: 'audio-cd',
  capacityFrames: 445_200,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '98:56; beyond the standard: few drives write or read it',
};
