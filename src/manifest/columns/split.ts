import type { Choice } from '../known-names.ts';
import { choiceColumn } from './choice.ts';
import type { Column } from './column.ts';

export const split = (known: Choice): Column<string> =>
  choiceColumn('split', known, { summary: 'how a list that needs several discs is split', example: 'balanced' });
