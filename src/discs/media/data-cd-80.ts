import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd80: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-80',
  name: 'CD-R 80 minutes, files',
  capacitySectors: 359_700,
  note: 'as cd-80; such blanks really end at 359,846 sectors',
};
