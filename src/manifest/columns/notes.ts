import { textCell } from './cells.ts';
import type { Column } from './column.ts';

export const notes: Column<string | null> = {
  summary: 'free text for the person at the burner; printed in the README.txt of the bundle',
  example: 'blue label, slim case',
  schema: { type: 'string', maxLength: 2000 },
  absent: null,
  parse: (cell) => textCell(cell, 2000),
};
