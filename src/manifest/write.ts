import type { ColumnName, Columns } from './columns/index.ts';

/** The cells of a row as text, as they are typed into a spreadsheet; absent ones are empty. */
export type Cells = Readonly<Partial<Record<ColumnName, string>>>;

/** The kinds of manifest that can be written, by the extension of the file. */
export const WRITTEN_KINDS = ['csv', 'json'] as const;
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/**
 * The text of a manifest, with the columns that any of the rows fills: CSV (RFC 4180, but with LF) or a JSON array.
 * Reading it gives what the cells say, be it `=1+1` or a quote: nothing is put before or after a cell.
 */
export function writeManifest(kind: WrittenKind, rows: readonly Cells[], columns: Columns): string {
  const names = (Object.keys(columns) as ColumnName[]).filter((name) => rows.some((row) => row[name] !== undefined));
  return kind === 'csv' ? csvText(rows, names) : jsonText(rows, names, columns);
}

function csvText(rows: readonly Cells[], names: readonly ColumnName[]): string {
  const lines = [names, ...rows.map((row) => names.map((name) => quote(row[name] ?? '')))];
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
}

function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function jsonText(rows: readonly Cells[], names: readonly ColumnName[], columns: Columns): string {
  const valueOf = (name: ColumnName, cell: string): string | number =>
    // The schema of some columns takes no digits in quotes.
    columns[name].schema['type'] === 'integer' && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
  const orders = rows.map((row) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const cell = row[name];
        return cell === undefined ? [] : [[name, valueOf(name, cell)]];
      }),
    ),
  );
  return `${JSON.stringify(orders, null, 2)}\n`;
}
