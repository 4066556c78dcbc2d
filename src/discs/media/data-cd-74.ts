import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd74: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-74',
  name: 'CD-R 74 minutes, files',
  capacitySectors: 333_000,
  note: 'as cd-74',
};
