import { textCell } from './cells.ts';
import { refuse, type Column } from './column.ts';

export const title: Column<string> = {
  summary: 'name of the playlist and of the disc; required',
  example: 'Late Night Jazz',
  schema: { type: 'string', minLength: 1, maxLength: 250 },
  absent: undefined,
  parse: (cell) => {
    const text = textCell(cell, 250);
    return text.ok && text.value === ''
      ? refuse('missing-value', 'the title has no visible characters', 'write a name')
      : text;
  },
};
