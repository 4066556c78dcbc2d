import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dvdMinusR: DataMedium = {
  ...PLAIN_FILES,
  id: 'dvd-r',
  name: 'DVD-R',
  capacitySectors: 2_298_496,
  note: 'somewhat more than a DVD+R holds',
};
