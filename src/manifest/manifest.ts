/**
 * Manifest bytes in, orders and problems out. Nothing here is thrown for what a manifest says: every mistake of the
 * whole file becomes a `Problem` with row, column, reason and cure. An order is only made from a row without errors.
 */
import { problem, type Problem } from '../base/problem.ts';
import { hash32 } from '../base/random.ts';
import { compareText, fold } from '../base/text.ts';
import type { Order, OrderBrief } from '../model/order.ts';
import { manifestColumns } from './columns/index.ts';
import { decodeManifest } from './decode.ts';
import type { KnownNames } from './known-names.ts';
import { pickReader } from './readers/index.ts';
import { rowReader } from './row-reader.ts';

export interface Manifest {
  /** Name for messages: the path as given, or `standard input`. */
  readonly name: string;
  readonly orders: readonly Order[];
  readonly problems: readonly Problem[];
}

/** More orders than this in one manifest are refused. */
const MAX_ORDERS = 100_000;

/**
 * Parses a whole manifest. `name` also tells the format by its extension; without one the content does. `seed` changes the
 * seeds of all rows that tell none of their own.
 */
export function parseManifest(
  name: string,
  bytes: Uint8Array,
  known: KnownNames,
  seed: number | null = null,
): Manifest {
  const decoded = decodeManifest(bytes);
  if (!decoded.ok) return { name, orders: [], problems: [{ ...decoded.problem, file: name }] };

  const { rows, problems } = pickReader(name, decoded.text).read(decoded.text);
  const readRow = rowReader(manifestColumns(known));
  const found: Problem[] = [...decoded.warnings, ...problems];
  const briefs: { readonly row: number; readonly brief: OrderBrief }[] = [];
  const unreadable = new Set(problems.map(({ row }) => row));
  for (const raw of rows.slice(0, MAX_ORDERS)) {
    const { brief, problems: ofRow } = readRow(raw);
    found.push(...ofRow);
    if (brief && !unreadable.has(raw.row)) briefs.push({ row: raw.row, brief });
  }
  if (rows.length > MAX_ORDERS) {
    found.push(
      problem('too-many-orders', `the manifest has ${rows.length} orders; the limit is ${MAX_ORDERS}`, {
        hint: 'split it',
      }),
    );
  } else if (rows.length === 0 && !found.some((p) => p.severity === 'error')) {
    found.push(
      problem('no-orders', 'the manifest has no orders', { hint: 'add one row for each playlist below the header' }),
    );
  }
  const sorted = found
    .map((p) => ({ ...p, file: name }))
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || compareText(a.column ?? '', b.column ?? ''));
  return { name, orders: numberOrders(briefs, seed), problems: sorted };
}

function numberOrders(
  briefs: readonly { readonly row: number; readonly brief: OrderBrief }[],
  seed: number | null,
): Order[] {
  const salt = seed === null ? '' : `${seed}#`;
  const seen = new Map<string, number>();
  return briefs.map(({ row, brief }) => {
    const key = fold(brief.title);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return { ...brief, row, ordinal, seed: brief.seed ?? hash32(`${salt}${key}#${ordinal}`) };
  });
}
