import { wholeNumberCell } from './cells.ts';
import type { Column } from './column.ts';

/** A column of how many tracks of a list may have something in common. */
export function maxPerColumn(alike: string): Column<number | null> {
  return {
    summary: `how many tracks ${alike} a list has at most (1 to 999)`,
    example: '2',
    schema: { type: 'integer', minimum: 1, maximum: 999 },
    absent: null,
    parse: (cell) => wholeNumberCell(cell, 1, 999),
  };
}
