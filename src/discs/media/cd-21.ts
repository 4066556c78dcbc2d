import type { AudioMedium } from '../../model/medium.ts';

export const cd21: AudioMedium = {
  id: 'cd-21',
  name: 'CD-R 21 minutes (8 cm)',
  diameterMm: 80,
  kind: 'audio-cd',
  capacityFrames: 94_500,
  maxTracks: 99,
  minTrackFrames: 300,
  note: '21:00; drives with a slot, as in cars, may not take 8 cm discs',
};
