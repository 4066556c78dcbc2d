import type { DataMedium } from '../../model/medium.ts';
import { PLAIN_FILES } from './plain-files.ts';

export const dataCd90: DataMedium = {
  ...PLAIN_FILES,
  id: 'data-cd-90',
  name: 'CD-R 90 minutes, files',
  capacitySectors: 404_700,
  note: 'as cd-90; beyond the standard: not every drive writes or reads it',
};
