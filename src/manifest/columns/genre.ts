import { namesCell } from './cells.ts';
import type { Column } from './column.ts';

export const genre: Column<readonly string[]> = {
  summary: 'genre, or several joined by |: tracks of any of them are taken; empty: every genre',
  example: 'Jazz',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: namesCell,
};
