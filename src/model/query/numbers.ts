import { formatDuration, parseDuration } from '../../base/duration.ts';
import type { NumberField } from './fields.ts';
import { MAX_LENGTH_MS } from './query.ts';

/**
 * Reads a number, or a length in milliseconds, as rules have them: up to 999,999,999 with up to 6 decimals, or to
 * `MAX_LENGTH_MS`. Null where the text is none.
 */
export function parseNumber(unit: NumberField['unit'], text: string): number | null {
  if (unit === 'length') {
    const ms = parseDuration(text);
    return ms === null || ms > MAX_LENGTH_MS ? null : ms;
  }
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

/** Writes a number so that `parseNumber` reads it as the same. */
export function formatNumber(unit: NumberField['unit'], value: number): string {
  return unit === 'length' ? formatDuration(value, { fraction: true }) : String(value);
}

/**
 * Reads `1990..1999`, `1990..`, `..1999`, `1990-1999`, `1990-` or a number alone. Null where the text is none of these,
 * or where neither side is given.
 */
export function parseRange(
  unit: NumberField['unit'],
  text: string,
): { readonly min: number | null; readonly max: number | null } | null {
  const joint = /\.\.|\p{Pd}/u.exec(text);
  const parts = joint ? [text.slice(0, joint.index), text.slice(joint.index + joint[0].length)] : [text, text];
  const [from = '', to = ''] = parts.map((part) => part.trim());
  if ((from === '' && to === '') || (from === '' && joint?.[0] !== '..')) return null;
  const min = from === '' ? null : parseNumber(unit, from);
  const max = to === '' ? null : parseNumber(unit, to);
  return (from !== '' && min === null) || (to !== '' && max === null) ? null : { min, max };
}
