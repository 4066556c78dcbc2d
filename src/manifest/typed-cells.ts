import { canonicalJson } from '../base/hash.ts';
import { fold } from '../base/text.ts';
import { manifestColumns, type ColumnName } from './columns/index.ts';
import { decodeManifest } from './decode.ts';
import type { KnownNames } from './known-names.ts';
import { parseManifest } from './manifest.ts';
import { pickReader } from './readers/index.ts';
import { writeManifest, type Cells } from './write.ts';

/**
 * The rows of a manifest without errors as cells that are typed, for changing them: lists become names joined by `|`, and
 * what a JSON manifest has as defaults stands in each row. Null where cells can't say all that the manifest does.
 */
export function typedCells(name: string, bytes: Uint8Array, known: KnownNames): readonly Cells[] | null {
  const decoded = decodeManifest(bytes);
  if (!decoded.ok) return null;
  const columns = manifestColumns(known);
  const names = new Map((Object.keys(columns) as ColumnName[]).map((column) => [fold(column), column]));
  const { rows } = pickReader(name, decoded.text).read(decoded.text);
  const cells = rows.map((raw): Cells =>
    Object.fromEntries(
      [...raw.cells].flatMap(([header, cell]) => {
        const text = textOf(cell);
        return text.trim() === '' ? [] : [[names.get(fold(header))!, text]];
      }),
    ),
  );
  const ordersIn = (file: string, content: Uint8Array): string =>
    canonicalJson(parseManifest(file, content, known).orders.map((order) => ({ ...order, row: null })));
  const typed = Buffer.from(writeManifest('csv', cells, columns));
  return ordersIn('typed.csv', typed) === ordersIn(name, bytes) ? cells : null;
}

function textOf(cell: unknown): string {
  if (Array.isArray(cell)) return cell.map(textOf).join('|');
  if (typeof cell === 'string') return cell;
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
