import { textCell } from './cells.ts';
import { accept, type Column } from './column.ts';

export const clone: Column<string | null> = {
  summary:
    'title or id of a playlist, or path of a playlist file (from the manifest), that is copied instead of generating one',
  example: 'weekday.m3u8',
  schema: { type: 'string' },
  absent: null,
  parse: (cell) => {
    const text = textCell(cell, 1000);
    return text.ok ? accept(text.value) : text;
  },
};
