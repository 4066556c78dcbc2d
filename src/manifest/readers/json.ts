import { problem } from '../../base/problem.ts';
import type { ManifestReader, RawRow, RawRows } from '../raw-row.ts';

/** A JSON array of orders, or `{ "defaults": {...}, "orders": [...] }`. */
export const jsonReader: ManifestReader = {
  id: 'json',
  extensions: ['.json'],
  recognises: (text) => /^\s*[[{]/.test(text),
  read: readJson,
};

function readJson(text: string): RawRows {
  const parsed = parseJson(text);
  if (!parsed.ok)
    return {
      rows: [],
      problems: [
        problem('json-syntax', parsed.reason, {
          line: parsed.line,
          hint: 'check the commas, quotes and brackets around there',
        }),
      ],
    };
  const { value } = parsed;
  if (Array.isArray(value)) return toRows(value, {});
  if (isRecord(value) && Array.isArray(value['orders'])) {
    const defaults = value['defaults'] ?? {};
    if (isRecord(defaults)) return toRows(value['orders'], defaults);
    return {
      rows: [],
      problems: [
        problem('json-shape', '"defaults" must be an object', {
          hint: 'write {"defaults": {"media": "cd-80"}, "orders": [...]}',
        }),
      ],
    };
  }
  return {
    rows: [],
    problems: [
      problem('json-shape', 'the manifest must be an array of orders, or an object with "orders"', {
        hint: 'write [{"title": "..."}] or {"defaults": {...}, "orders": [...]}',
      }),
    ],
  };
}

function toRows(items: readonly unknown[], defaults: Readonly<Record<string, unknown>>): RawRows {
  const rows: RawRow[] = [];
  const problems = [];
  for (const [i, item] of items.entries()) {
    const row = i + 1;
    if (isRecord(item)) rows.push({ row, line: null, cells: new Map(Object.entries({ ...defaults, ...item })) });
    else
      problems.push(
        problem('json-shape', 'an order must be an object', {
          row,
          hint: 'write {"title": "...", "genre": "...", "duration": "74:00"}',
        }),
      );
  }
  return { rows, problems };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly line: number | null };

/** Parses JSON; a syntax error comes back with the line where it stands, as far as the engine tells. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
    const reason = /^(Unexpected end|Unterminated)/.test(message)
      ? 'the JSON ends too early'
      : `not JSON: ${message.replace(/(?:,\s.*)?(?: is not valid JSON| in JSON at position.*)/s, '')}`;
    return { ok: false, reason, line: line ?? (message.startsWith('Unexpected end') ? text.split('\n').length : null) };
  }
}
