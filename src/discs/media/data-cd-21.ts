import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd21: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-21',
  name: 'CD-R 21 minutes (8 cm), files',
  diameterMm: 80,
  capacitySectors: 94_500,
  note: 'as cd-21; drives with a slot, as in cars, may not take 8 cm discs',
};
