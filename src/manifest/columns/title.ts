import { textCell } from './cells.ts';
import type { Column } from './column.ts';

export const title: Column<string> = {
  summary: 'name of the playlist and of the disc; required',
  example: 'Late Night Jazz',
  schema: { type: 'string', minLength: 1, maxLength: 250 },
  absent: undefined,
  parse: (cell) => textCell(cell, 250),
};
