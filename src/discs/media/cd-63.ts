import type { AudioMedium } from '../../model/medium.ts';

export const cd63: AudioMedium = {
  id: 'cd-63',
  name: 'CD-R 63 minutes',
  kind: 'audio-cd',
  capacityFrames: 283_500,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '63:00; such blanks are no longer made',
};
