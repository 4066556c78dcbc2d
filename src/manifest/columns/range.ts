import type { NumberRange } from '../../model/order.ts';
import { accept, refuse, showCell, type Column, type ParsedCell } from './column.ts';

/** What a column of ranges holds. */
export interface RangeKind {
  /** In the singular, for messages: `year`. */
  readonly what: string;
  readonly min: number;
  readonly max: number;
  /** Two numbers within bounds, for hints. */
  readonly from: number;
  readonly to: number;
  readonly summary: string;
}

/** A column of one whole number or a range of them: `1994`, `1990-1999`, `1990..1999`, `..1999`, `1990-`, `1990s`. */
export function rangeColumn(kind: RangeKind): Column<NumberRange | null> {
  return {
    summary: kind.summary,
    example: `${kind.from}-${kind.to}`,
    schema: { anyOf: [{ type: 'string' }, { type: 'integer', minimum: kind.min, maximum: kind.max }] },
    absent: null,
    parse: (cell) => parseRange(cell, kind),
  };
}

function parseRange(cell: unknown, kind: RangeKind): ParsedCell<NumberRange> {
  const { what, from, to } = kind;
  const forms = `write ${from}-${to}, ${from}, ..${to} or ${from}-`;
  const range = typeof cell === 'string' || typeof cell === 'number' ? readRange(String(cell).trim()) : null;
  if (range === null) return refuse('range-unreadable', `${showCell(cell)} is not a ${what} or a range of them`, forms);
  const { min, max } = range;
  const wrong = [min, max].find((bound) => bound !== null && (bound < kind.min || bound > kind.max));
  if (wrong !== undefined)
    return refuse('range-out-of-bounds', `the ${what} ${wrong} is not from ${kind.min} to ${kind.max}`, forms);
  if (min !== null && max !== null && min > max)
    return refuse('range-reversed', `${showCell(cell)} begins above its end`, `did you mean ${max}-${min}?`);
  return accept(range);
}

function readRange(text: string): NumberRange | null {
  const decade = /^(\d{3}0)s$/i.exec(text);
  if (decade) return { min: Number(decade[1]), max: Number(decade[1]) + 9 };
  if (/^\d{1,6}$/.test(text)) return { min: Number(text), max: Number(text) };
  const below = /^\.\.\s*(\d{1,6})$/.exec(text);
  if (below) return { min: null, max: Number(below[1]) };
  const range = /^(\d{1,6})\s*(?:\.\.|\p{Pd})\s*(\d{1,6})?$/u.exec(text);
  return range && { min: Number(range[1]), max: range[2] === undefined ? null : Number(range[2]) };
}
