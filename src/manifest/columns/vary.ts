import { refuse, type Column } from './column.ts';
import { wholeNumberCell } from './cells.ts';

export const vary: Column<number | null> = {
  summary:
    'how many percent of the tracks a clone chooses anew, by the rules of the list that it clones, or by its own where it has some',
  example: '30%',
  schema: { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 1, maximum: 100 }] },
  absent: null,
  parse: (cell) => {
    const percent = wholeNumberCell(typeof cell === 'string' ? cell.trim().replace(/\s*%$/, '') : cell, 1, 100);
    return percent.ok ? percent : refuse(percent.code, percent.message, 'write 30% or 30');
  },
};
