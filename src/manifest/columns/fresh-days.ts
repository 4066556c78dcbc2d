import { wholeNumberCell } from './cells.ts';
import { accept, type Column } from './column.ts';

export const freshDays: Column<number | null> = {
  summary: 'days that a track must have been in no list before, those of the batch included (1 to 3650)',
  example: '14',
  schema: { type: 'integer', minimum: 0, maximum: 3650 },
  absent: null,
  // Zero is no rest: so a row can undo what the manifest's defaults ask for.
  parse: (cell) => {
    const days = wholeNumberCell(cell, 0, 3650);
    return days.ok ? accept(days.value === 0 ? null : days.value) : days;
  },
};
