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
export function namesCell(cell: unknown): ParsedCell<readonly string[]> {
  const parts: readonly unknown[] = Array.isArray(cell) ? cell : typeof cell === 'string' ? cell.split('|') : [cell];
  const names: string[] = [];
  for (const part of parts) {
    const name = textCell(part, 200);
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
