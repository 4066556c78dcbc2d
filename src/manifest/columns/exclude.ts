import { namesCell } from './cells.ts';
import type { Column } from './column.ts';

export const exclude: Column<readonly string[]> = {
  summary: 'tracks that are not in the list, named like those of include',
  example: 'Jingle Bells|Last Christmas',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: (cell) => namesCell(cell, 1000),
};
