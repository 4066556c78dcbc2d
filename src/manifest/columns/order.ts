import type { Choice } from '../known-names.ts';
import { choiceColumn } from './choice.ts';
import type { Column } from './column.ts';

export const order = (known: Choice): Column<string> =>
  choiceColumn('order', known, { summary: 'how the tracks follow each other', example: 'smooth' });
