import { msToFrames } from '../../base/frames.ts';
import type { Gap } from '../../model/order.ts';
import { lengthCell, wholeNumberCell } from './cells.ts';
import { accept, type Column, type ParsedCell } from './column.ts';

const MAX_TRACKS = 999;

/** A column of what lies between two tracks that have something in common: other tracks, or a length of music. */
export function gapColumn(alike: string): Column<Gap | null> {
  return {
    summary: `what lies at least between two tracks ${alike}: so many other tracks (3), or so much music (30m, 1:00:00)`,
    example: '3',
    schema: { anyOf: [{ type: 'integer', minimum: 0, maximum: MAX_TRACKS }, { type: 'string' }] },
    absent: null,
    parse: parseGap,
  };
}

/** Zero is no gap: so a row can undo what the manifest's defaults ask for. */
function parseGap(cell: unknown): ParsedCell<Gap | null> {
  const isCount = typeof cell === 'number' || (typeof cell === 'string' && /^[-+\d.,\s]+$/.test(cell));
  const length = isCount ? wholeNumberCell(cell, 0, MAX_TRACKS) : lengthCell(cell, '3 (other tracks), 30m or 1:00:00');
  if (!length.ok) return length;
  const gap: Gap = isCount
    ? { unit: 'tracks', least: length.value }
    : { unit: 'frames', least: msToFrames(length.value) };
  return accept(gap.least === 0 ? null : gap);
}
