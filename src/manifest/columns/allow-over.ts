import { lengthCell } from './cells.ts';
import type { Column } from './column.ts';

export const allowOver: Column<number | null> = {
  summary: 'how far over its duration a list may be that meets it better so: a length; by default never',
  example: '5s',
  schema: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 0 }] },
  absent: null,
  parse: (cell) => lengthCell(cell, '5s, 0:05 or 1m'),
};
