import type { NumberRange } from '../../model/order.ts';

export function isWithin(value: number, { min, max }: NumberRange): boolean {
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

/** A range as a manifest writes it: `1990-1999`, `1994`, `..1999`, `1990-`. */
export function formatRange({ min, max }: NumberRange): string {
  if (min === null) return `..${max}`;
  return min === max ? String(min) : `${min}-${max ?? ''}`;
}

/** The range of some values, at least one. */
export function rangeOf(values: readonly number[]): NumberRange {
  const first = values[0]!;
  return values.reduce((range, value) => ({ min: Math.min(range.min, value), max: Math.max(range.max, value) }), {
    min: first,
    max: first,
  });
}
