import type { DataMedium } from '../../model/medium.ts';

export const mp3Cd: DataMedium = {
  id: 'mp3-cd',
  name: 'CD-R 80 minutes, MP3 for cars',
  kind: 'data',
  profile: 'car',
  capacitySectors: 359_700,
  // Many players stop at 255 files; three of them are lists.
  maxTracks: 252,
  note: 'for players with narrow limits: MP3 only, up to 255 files of 31 characters, 99 a folder; about 5 hours at 320 kbit/s',
};
