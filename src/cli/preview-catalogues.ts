import { formatDuration } from '../base/duration.ts';
import { escapeControl } from '../base/text.ts';
import type { CatalogueRow } from '../library/catalogues/catalogue.ts';
import type { WantedColumn } from '../library/catalogues/mapping.ts';
import { openNamed, type NamedCatalogue } from './catalogues.ts';
import { printAnswer, type Context } from './context.ts';
import { formatTable } from './table.ts';

const ROWS_SHOWN = 10;

/** Shows what the columns of catalogues are taken for, and their first rows. */
export async function previewCatalogues(
  files: readonly string[],
  map: readonly WantedColumn[],
  context: Context,
): Promise<void> {
  const previews: { readonly answer: unknown; readonly text: string }[] = [];
  for (const name of files) {
    const catalogue = await openNamed(name, map, context);
    const rows: CatalogueRow[] = [];
    for await (const batch of catalogue.batches) {
      rows.push(...batch.rows.slice(0, ROWS_SHOWN - rows.length));
      if (rows.length >= ROWS_SHOWN) break;
    }
    const { file, kind, dialect, mapping } = catalogue;
    previews.push({ answer: { file, kind, dialect, mapping, rows }, text: await describePreview(catalogue, rows) });
  }
  const answers = previews.map(({ answer }) => answer);
  printAnswer(context, { files: answers }, answers, () => previews.map(({ text }) => text).join('\n'));
}

async function describePreview(
  { file, name, dialect, mapping }: NamedCatalogue,
  rows: readonly CatalogueRow[],
): Promise<string> {
  const columns = await formatTable(
    [{ heading: 'FIELD' }, { heading: 'COLUMN' }, { heading: 'UNIT' }, { heading: 'WHY' }],
    mapping.columns.map(({ field, column, unit, why }) => [field, column, unit ?? '', why].map(escapeControl)),
  );
  const table = await formatTable(
    [
      { heading: 'ROW', right: true },
      { heading: 'LENGTH', right: true },
      { heading: 'ARTIST' },
      { heading: 'TITLE' },
      { heading: 'GENRE' },
      { heading: 'STYLE' },
      { heading: 'YEAR', right: true },
    ],
    rows.map(({ row, lengthMs, artist, title, genres, styles, year }) =>
      [
        String(row),
        lengthMs === null ? '' : formatDuration(lengthMs),
        ...[artist, title, genres.join(', '), styles.join(', ')].map(shortened),
        String(year ?? ''),
      ].map(escapeControl),
    ),
  );
  const passedOver =
    mapping.passedOver.length === 0 ? '' : `not read: ${mapping.passedOver.map(escapeControl).join(', ')}\n`;
  const kind = dialect === null ? name : `${name} of ${dialect}`;
  return `${escapeControl(file)}: ${kind}\n${mapping.columns.length === 0 ? '' : `${columns}${passedOver}\n`}${table}`;
}

const MAX_WIDTH = 40;

function shortened(text: string): string {
  return text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH - 1)}…` : text;
}
