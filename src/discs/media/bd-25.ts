import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const bd25: DataMedium = {
  ...PLAIN_FILES,
  id: 'bd-25',
  name: 'BD-R or BD-RE 25 GB',
  capacitySectors: 11_826_176,
  note: 'with the spare area that drives set aside; 12,219,392 without',
};
