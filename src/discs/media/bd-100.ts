import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const bd100: DataMedium = {
  ...PLAIN_FILES,
  id: 'bd-100',
  name: 'BDXL 100 GB, three layers',
  capacitySectors: 47_698_944,
  note: 'with a spare area as that of a bd-25 on each layer; 48,878,592 without',
};
