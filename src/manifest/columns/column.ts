/** What a column makes of a cell: a value, or what is wrong with it and what would be right. */
export type ParsedCell<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly hint: string };

/** One column of a manifest: its reading, its help and its JSON Schema in one record. */
export interface Column<T> {
  readonly summary: string;
  readonly example: string;
  /** JSON Schema (draft 7) of the value in a JSON manifest. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The value of a cell that is absent or empty, or undefined where the column is required. */
  readonly absent: T | undefined;
  /** Reads a cell that is neither absent, null nor blank text. */
  parse(cell: unknown): ParsedCell<T>;
}

export function accept<T>(value: T): ParsedCell<T> {
  return { ok: true, value };
}

export function refuse(code: string, message: string, hint: string): ParsedCell<never> {
  return { ok: false, code, message, hint };
}

/** Shows a cell in a message: quoted, short, on one line. */
export function showCell(cell: unknown): string {
  const text = JSON.stringify(cell) ?? String(cell);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
