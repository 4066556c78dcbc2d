import { wholeNumberCell } from './cells.ts';
import { accept, type Column } from './column.ts';

export const vary: Column<number | null> = {
  summary: 'share of the tracks of a clone that is chosen anew by the rules of its row, in percent',
  example: '30%',
  schema: { anyOf: [{ type: 'integer', minimum: 0, maximum: 100 }, { type: 'string' }] },
  absent: null,
  parse: (cell) => {
    const percent = wholeNumberCell(typeof cell === 'string' ? cell.replace(/\s*%\s*$/, '') : cell, 0, 100);
    return percent.ok && percent.value === 0 ? accept(null) : percent;
  },
};
