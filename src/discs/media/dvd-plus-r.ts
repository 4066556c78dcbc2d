import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dvdPlusR: DataMedium = {
  ...PLAIN_FILES,
  id: 'dvd+r',
  name: 'DVD+R',
  capacitySectors: 2_295_104,
  note: 'the least of all DVDs of one layer, so an image fits on any',
};
