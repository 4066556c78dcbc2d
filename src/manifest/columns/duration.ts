import { nearest } from '../../base/text.ts';
import type { WantedLength } from '../../model/order.ts';
import { lengthCell } from './cells.ts';
import { accept, refuse, showCell, type Column, type ParsedCell } from './column.ts';

const FORMS = '74, 74:00, 1:14:00, 74m, 1h14m, PT1H14M, 4440s or fill';

export const duration: Column<WantedLength | null> = {
  summary:
    'wanted length, exceeded only as far as allowOver allows: minutes, a clock time, units, ISO 8601, or fill (to the end of the medium); empty: fill, and for a clone the whole list',
  example: '74:00',
  schema: { anyOf: [{ type: 'string' }, { type: 'number', exclusiveMinimum: 0 }] },
  absent: null,
  parse: parseWanted,
};

function parseWanted(cell: unknown): ParsedCell<WantedLength> {
  const word = typeof cell === 'string' ? cell.trim() : '';
  if (word.toLowerCase() === 'fill') return accept({ kind: 'fill' });
  const ms = lengthCell(cell, FORMS);
  if (!ms.ok) {
    const meant = ms.code === 'duration-unreadable' ? nearest(word, ['fill']) : undefined;
    return meant === undefined ? ms : { ...ms, hint: `did you mean ${meant}?` };
  }
  if (ms.value < 1000)
    return refuse(
      'duration-too-short',
      `a length of ${showCell(cell)} is less than a second`,
      `a bare number means minutes; write ${FORMS}`,
    );
  return accept({ kind: 'length', ms: ms.value });
}
