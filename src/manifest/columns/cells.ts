import { parseDuration } from '../../base/duration.ts';
import { oneLine } from '../../base/text.ts';
import { accept, refuse, showCell, type ParsedCell } from './column.ts';

/** Reads one line of text; numbers are taken as they are written. */
export function textCell(cell: unknown, maxLength: number): ParsedCell<string> {
  if (typeof cell !== 'string' && typeof cell !== 'number')
    return refuse('not-text', `${showCell(cell)} is not text`, 'write it in quotes');
  const text = oneLine(String(cell));
  if (text.length > maxLength)
    return refuse('too-long', `the text has ${text.length} characters; the limit is ${maxLength}`, 'shorten it');
  return accept(text);
}

/** Reads several names: joined by `|` in text, or a JSON array of texts. Empty and repeated names are dropped. */
export function namesCell(cell: unknown, maxLength = 200): ParsedCell<readonly string[]> {
  const parts: readonly unknown[] = Array.isArray(cell) ? cell : typeof cell === 'string' ? cell.split('|') : [cell];
  const names: string[] = [];
  for (const part of parts) {
    const name = textCell(part, maxLength);
    if (!name.ok) return name;
    if (name.value !== '' && !names.includes(name.value)) names.push(name.value);
  }
  return accept(names);
}

/** Reads a whole number within bounds. */
export function wholeNumberCell(cell: unknown, min: number, max: number): ParsedCell<number> {
  const text = typeof cell === 'string' ? cell.trim() : cell;
  const value = typeof text === 'string' && /^[+-]?\d+$/.test(text) ? Number(text) : text;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
    return refuse(
      'not-a-number',
      `${showCell(cell)} is not a whole number from ${min} to ${max}`,
      `write a whole number, e.g. ${Math.max(min, 1)}`,
    );
  }
  return accept(value);
}

/** Nobody means more than 100 hours; a slip of the keyboard does. */
const MAX_MS = 100 * 3_600_000;

/** Reads a length in milliseconds. `forms` are the ways to write it, for hints. */
export function lengthCell(cell: unknown, forms: string): ParsedCell<number> {
  const shown = showCell(cell);
  const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
  const ms = parseDuration(text);
  if (ms === null) {
    return /^[-\u2212]/.test(text)
      ? refuse('duration-negative', `the length ${shown} is negative`, `write ${forms}`)
      : refuse('duration-unreadable', `${shown} is not a length`, `write ${forms}`);
  }
  return ms > MAX_MS
    ? refuse(
        'duration-too-long',
        `a length of ${shown} is more than 100 hours`,
        'a bare number means minutes; write 4440s for seconds',
      )
    : accept(ms);
}
