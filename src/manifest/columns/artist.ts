import { namesCell } from './cells.ts';
import type { Column } from './column.ts';

export const artist: Column<readonly string[]> = {
  summary: 'only tracks by this artist, or by one of several joined by |',
  example: 'Nina Simone',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  absent: [],
  parse: namesCell,
};
