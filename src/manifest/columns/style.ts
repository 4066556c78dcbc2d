import { namesCell } from './cells.ts';
import type { Column } from './column.ts';

export const style: Column<readonly string[]> = {
  summary: 'style, or several joined by |, within the genre',
  example: 'Cool Jazz|Bossa Nova',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: namesCell,
};
