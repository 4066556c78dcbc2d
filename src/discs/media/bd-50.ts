import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const bd50: DataMedium = {
  ...PLAIN_FILES,
  id: 'bd-50',
  name: 'BD-R or BD-RE 50 GB, two layers',
  capacitySectors: 23_652_352,
  note: 'with a spare area as that of a bd-25 on each layer; 24,438,784 without',
};
