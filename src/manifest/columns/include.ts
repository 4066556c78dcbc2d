import { namesCell } from './cells.ts';
import type { Column } from './column.ts';

export const include: Column<readonly string[]> = {
  summary: 'tracks that are in the list, several joined by |: titles, Artist - Title, paths in the library, or ids',
  example: 'Nina Simone - Feeling Good',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: (cell) => namesCell(cell, 1000),
};
