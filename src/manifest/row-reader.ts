import { canonicalJson } from '../base/hash.ts';
import { problem, warning, type Problem } from '../base/problem.ts';
import { fold, nearest } from '../base/text.ts';
import type { OrderBrief } from '../model/order.ts';
import { refuse, type Column, type ParsedCell } from './columns/column.ts';
import type { ColumnName, Columns } from './columns/index.ts';
import type { RawRow } from './raw-row.ts';

/** Reads rows of one manifest; the same unknown column is told of once, not for every row. */
export function rowReader(
  columns: Columns,
): (raw: RawRow) => { readonly brief: OrderBrief | null; readonly problems: readonly Problem[] } {
  const names = Object.keys(columns) as ColumnName[];
  const byFold = new Map(names.map((name) => [fold(name), name]));
  const unknownTold = new Set<string>();

  return (raw) => {
    const problems: Problem[] = [];
    const cells = new Map<ColumnName, unknown>();
    let unheard = false;
    for (const [header, cell] of raw.cells) {
      const name = byFold.get(fold(header));
      if (name === undefined) {
        if (!unknownTold.has(header)) problems.push(unknownColumn(raw, header, names));
        unknownTold.add(header);
        unheard ||= !isBlank(cell);
      } else if (cells.has(name)) {
        problems.push(
          problem('duplicate-column', `two columns mean ${name}`, {
            ...placeOf(raw),
            column: header,
            hint: 'remove one of them',
          }),
        );
      } else {
        cells.set(name, cell);
      }
    }
    const brief: Record<string, unknown> = {};
    for (const name of names) {
      const parsed = readCell(name, columns[name], cells.get(name));
      if (parsed.ok) brief[name] = parsed.value;
      else problems.push(problem(parsed.code, parsed.message, { ...placeOf(raw), column: name, hint: parsed.hint }));
    }
    problems.push(...ignored(raw, brief as Partial<OrderBrief>, columns));
    const sound = !unheard && problems.every((p) => p.severity === 'warning' || p.code === 'unknown-column');
    return { brief: sound ? (brief as unknown as OrderBrief) : null, problems };
  };
}

function readCell(name: string, column: Column<unknown>, cell: unknown): ParsedCell<unknown> {
  if (!isBlank(cell)) return column.parse(cell);
  if (column.absent !== undefined) return { ok: true, value: column.absent };
  return refuse('missing-value', `the ${name} is missing`, `fill in the column ${name}, e.g. ${column.example}`);
}

function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

function unknownColumn(raw: RawRow, header: string, names: readonly string[]): Problem {
  const near = nearest(header, names);
  return problem('unknown-column', `unknown column ${JSON.stringify(header)}`, {
    row: raw.line === null ? raw.row : null,
    line: raw.line === null ? null : 1,
    column: header,
    hint: `${near ? `did you mean ${near}?` : `the columns are ${names.join(', ')};`} rows that fill it in are left out by --keep-going`,
  });
}

/** What tells which tracks are chosen: of no use where they are all copied. */
const CHOOSING = [
  'genre',
  'style',
  'artist',
  'year',
  'bpm',
  'key',
  'explicit',
  'where',
  'include',
  'exclude',
  'tolerance',
  'allowOver',
  'order',
  'artistGap',
  'titleGap',
  'maxPerArtist',
  'maxPerAlbum',
  'quota',
  'spread',
  'freshDays',
  'relax',
  'rules',
] as const satisfies readonly ColumnName[];

/** Warnings of columns that another one takes the sense from. */
function ignored(raw: RawRow, brief: Partial<OrderBrief>, columns: Columns): Problem[] {
  const isGiven = (name: ColumnName): boolean =>
    brief[name] !== undefined && canonicalJson(brief[name]) !== canonicalJson(columns[name].absent);
  const told = (name: ColumnName, message: string, hint: string): Problem =>
    warning('ignored-on-clone', message, { ...placeOf(raw), column: name, hint });
  if (!isGiven('clone')) {
    return isGiven('vary')
      ? [told('vary', 'the vary is ignored: the row clones nothing', 'empty the vary, or fill in the clone')]
      : [];
  }
  // What a clone chooses anew, it chooses by these.
  if (isGiven('vary')) return [];
  return CHOOSING.filter(isGiven).map((name) =>
    told(name, `the ${name} is ignored: a clone keeps the tracks of its source`, `empty the ${name}, or the clone`),
  );
}

function placeOf(raw: RawRow): { readonly row: number; readonly line: number | null } {
  return { row: raw.row, line: raw.line };
}
