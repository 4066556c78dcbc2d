import { wholeNumberCell } from './cells.ts';
import type { Column } from './column.ts';

export const copies: Column<number> = {
  summary: 'how many replicas of each disc, each with its own id (1 to 9999)',
  example: '3',
  schema: { type: 'integer', minimum: 1, maximum: 9999, default: 1 },
  absent: 1,
  parse: (cell) => wholeNumberCell(cell, 1, 9999),
};
