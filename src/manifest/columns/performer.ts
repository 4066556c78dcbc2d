import { textCell } from './cells.ts';
import type { Column } from './column.ts';

export const performer: Column<string | null> = {
  summary: 'CD-TEXT performer of the disc; by default the common artist, else Various Artists',
  example: 'Various Artists',
  schema: { type: 'string', maxLength: 250 },
  absent: null,
  parse: (cell) => textCell(cell, 250),
};
