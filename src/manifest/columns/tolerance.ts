import { lengthCell } from './cells.ts';
import type { Column } from './column.ts';

export const tolerance: Column<number | null> = {
  summary: 'how far below its duration a list may stay: a length, where a bare number means minutes',
  example: '10s',
  schema: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 0 }] },
  absent: null,
  parse: (cell) => lengthCell(cell, '10s, 0:10, 1m or 1:30'),
};
