import { decodeText } from './decode-text.ts';
import { unreadable } from './format.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** @throws AppError `playlist-unreadable`, with the line as far as the engine tells it */
export function parseJson(data: Uint8Array, format: string, source: string): unknown {
  const text = decodeText(data, format, source);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
    throw unreadable(format, source, line, 'it is not JSON, or ends too early');
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a value: that of a string or number, the first of an array, else empty. */
export function textOf(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : typeof one === 'number' ? String(one) : '';
}
