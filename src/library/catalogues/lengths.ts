import { parseDuration } from '../../base/duration.ts';
import type { Unit } from './columns.ts';

const MS: Readonly<Record<Unit, number | undefined>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  1: undefined,
  10: undefined,
  100: undefined,
};

/**
 * Reads a number as spreadsheets write it: `209`, `340.1`, `340,1`, `1,412` (thousands), `1.75e-05`, `-1`. Null where the text is
 * no number.
 */
export function parseNumber(text: string): number | null {
  if (/^-?\d{1,15}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?$/i.test(text)) return Number(text);
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d{1,20})?$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^-?\d{1,15},\d{1,20}$/.test(text) ? Number(text.replace(',', '.')) : null;
}

/**
 * Reads the length of a track in whole milliseconds: a bare number counts in `unit` (and is unreadable without one), a
 * clock (`5:55`, `1:02:03`) or a number with its unit (`225s`, `PT3M45S`) tells its own. Null where it is unreadable.
 */
export function parseLength(text: string, unit: Unit | null): number | null {
  const bare = parseNumber(text);
  if (bare === null) return parseDuration(text);
  const size = unit === null ? undefined : MS[unit];
  return size === undefined ? null : Math.round(bare * size);
}
