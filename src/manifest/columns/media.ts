import type { Choice } from '../known-names.ts';
import { choiceColumn } from './choice.ts';
import type { Column } from './column.ts';

export const media = (known: Choice): Column<string> =>
  choiceColumn('medium', known, { summary: 'kind of blank', example: known.defaultId });
