import { parseDuration } from '../../base/duration.ts';
import { nearest } from '../../base/text.ts';
import type { WantedLength } from '../../model/order.ts';
import { accept, refuse, showCell, type Column, type ParsedCell } from './column.ts';

/** Nobody means a playlist of more than 100 hours; a slip of the keyboard does. */
const MAX_MS = 100 * 3_600_000;
const FORMS = '74, 74:00, 1:14:00, 74m, 1h14m, PT1H14M, 4440s or fill';

export const duration: Column<WantedLength | null> = {
  summary:
    'wanted length, never exceeded: minutes, a clock time, units, ISO 8601, or fill (to the end of the medium); empty: fill, and for a clone the whole list',
  example: '74:00',
  schema: { anyOf: [{ type: 'string' }, { type: 'number', exclusiveMinimum: 0 }] },
  absent: null,
  parse: parseWanted,
};

function parseWanted(cell: unknown): ParsedCell<WantedLength> {
  if (typeof cell !== 'string' && typeof cell !== 'number')
    return refuse('duration-unreadable', `${showCell(cell)} is not a length`, `write ${FORMS}`);
  const text = String(cell).trim();
  if (text.toLowerCase() === 'fill') return accept({ kind: 'fill' });
  const ms = parseDuration(text);
  if (ms === null) {
    if (/^[-\u2212]/.test(text))
      return refuse('duration-negative', `the length ${showCell(cell)} is negative`, `write ${FORMS}`);
    const meant = nearest(text, ['fill']);
    return refuse(
      'duration-unreadable',
      `${showCell(cell)} is not a length`,
      meant ? `did you mean ${meant}?` : `write ${FORMS}`,
    );
  }
  if (ms < 1000)
    return refuse(
      'duration-too-short',
      `a length of ${showCell(cell)} is less than a second`,
      `a bare number means minutes; write ${FORMS}`,
    );
  if (ms > MAX_MS)
    return refuse(
      'duration-too-long',
      `a length of ${showCell(cell)} is more than 100 hours`,
      'a bare number means minutes; write 4440s for seconds',
    );
  return accept({ kind: 'length', ms });
}
