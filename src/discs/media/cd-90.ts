import type { AudioMedium } from '../../model/medium.ts';

export const cd90: AudioMedium = {
  id: 'cd-90',
  name: 'CD-R 90 minutes',
  kind: 'audio-cd',
  capacityFrames: 404_700,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '89:56; beyond the standard: not every drive writes or reads it',
};
