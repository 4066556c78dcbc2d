import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd99: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-99',
  name: 'CD-R 99 minutes, files',
  capacitySectors: 445_200,
  note: 'as cd-99; beyond the standard: few drives write or read it',
};
