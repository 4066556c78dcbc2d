import { parseDuration } from '../../base/duration.ts';

/** A length in whole seconds, at least one: none means an unknown length to many players. */
export function formatSeconds(lengthMs: number): string {
  return String(Math.max(1, Math.round(lengthMs / 1000)));
}

/** Seconds, with or without a fraction, in milliseconds; null for `-1`, 0 and what is no sensible number. */
export function parseSeconds(text: string): number | null {
  return toLengthMs(Number(text) * 1000);
}

/** A length that makes sense in whole milliseconds, else null. */
export function toLengthMs(value: number): number | null {
  const ms = Math.round(value);
  return Number.isSafeInteger(ms) && ms > 0 ? ms : null;
}

/** A number of seconds beyond which nobody means seconds: it is milliseconds. */
const MOST_SECONDS = 30_000;

/**
 * A length as exports of players and services spell it: `3:05.027`, `225s`, seconds (`209`, `340.1`, `1,412`) or, in
 * large numbers or where `unit` says so, milliseconds. Null where it says none.
 */
export function parseLength(text: string, unit: 'ms' | 'unsaid' = 'unsaid'): number | null {
  const plain = text.trim().replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(plain)) return toLengthMs(parseDuration(text) ?? 0);
  const number = Number(plain);
  return toLengthMs(unit === 'ms' || number > MOST_SECONDS ? number : number * 1000);
}
