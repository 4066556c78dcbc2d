import type { AudioMedium } from '../../model/medium.ts';

export const cd80: AudioMedium = {
  id: 'cd-80',
  name: 'CD-R 80 minutes',
  kind: 'audio-cd',
  capacityFrames: 359_700,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '79:56; such blanks really end at 79:57.95 (359,846 frames), not at 80:00',
};
