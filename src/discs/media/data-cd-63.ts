import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd63: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-63',
  name: 'CD-R 63 minutes, files',
  capacitySectors: 283_500,
  note: 'as cd-63; such blanks are no longer made',
};
