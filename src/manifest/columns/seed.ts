import { wholeNumberCell } from './cells.ts';
import type { Column } from './column.ts';

export const seed: Column<number | null> = {
  summary: 'whole number that decides what chance picks; by default made from the title, so it is stable',
  example: '7',
  schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  absent: null,
  parse: (cell) => wholeNumberCell(cell, 0, Number.MAX_SAFE_INTEGER),
};
