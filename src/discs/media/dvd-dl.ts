import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dvdDl: DataMedium = {
  ...PLAIN_FILES,
  id: 'dvd-dl',
  name: 'DVD-R or DVD+R, two layers',
  capacitySectors: 4_171_712,
  note: 'what a DVD-R DL holds; a DVD+R DL holds 2,112 sectors more',
};
