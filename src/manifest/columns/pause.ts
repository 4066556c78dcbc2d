import { accept, refuse, showCell, type Column } from './column.ts';
import { lengthCell } from './cells.ts';

/** Nobody waits longer, and a list has to stay one. */
const MAX_MS = 60_000;
const FORMS = '2s, 0:02 or 0 (none)';

export const pause: Column<number | null> = {
  summary: 'silence between two tracks on an audio disc, up to a minute: a length; empty: what --pause says, else none',
  example: '2s',
  schema: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 0 }] },
  absent: null,
  parse: (cell) => {
    const length = lengthCell(cell, FORMS);
    if (!length.ok || length.value <= MAX_MS) return length.ok ? accept(length.value) : length;
    return refuse(
      'pause-too-long',
      `a pause of ${showCell(cell)} is more than a minute`,
      `write ${FORMS}; a bare number means minutes`,
    );
  },
};
