import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { CatalogueRow } from '../../library/catalogues/catalogue.ts';
import { CATALOGUE_FIELDS } from '../../library/catalogues/columns.ts';
import { parseMap } from '../../library/catalogues/map-option.ts';
import type { WantedColumn } from '../../library/catalogues/mapping.ts';
import { importCatalogue, type ImportReport } from '../../library/import-catalogue.ts';
import { named, openNamed, type NamedCatalogue } from '../catalogues.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import { liveLine, type LiveLine } from '../reporters/text.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const libraryImport: Command = {
  parameters: '<file...>',
  explain: {
    file: 'CSV, JSON, iTunes XML, rekordbox XML, Traktor NML; M3U, PLS, XSPF, JSPF, CUE and TOC as lists; - is standard input',
  },
  description:
    'A row that is a track of the library (by path, ISRC, MusicBrainz id, else title, artist and length within 3 s) adds to what is known of it: ' +
    'genres and styles, and whatever else its tags leave out. Any other row is a track without audio, until a scan brings it; rows of ' +
    'the same recording are one. Importing a file again changes nothing. The exit code is 3 where rows were refused.',
  options: [
    {
      flags: '--map <columns>',
      summary: `what columns are, where that can't be guessed: title=Name,duration=Length:s; known are ${CATALOGUE_FIELDS.join(', ')}`,
    },
    { flags: '--dry-run', summary: 'show what the columns are taken for, and the first rows; change nothing' },
  ],
  examples: [
    ['mixpress library import spotify.csv --dry-run', 'what the columns are taken for, and why'],
    ["mixpress library import stock.csv --map 'title=Name,duration=Length:s'", 'a header that nobody can guess'],
    ['zcat stock.csv.gz | mixpress library import - --format json', 'from a pipe; counts and problems as JSON'],
  ],
  run: async (context, [files], { map, dryRun }) => {
    const wanted = map === undefined ? [] : parseMap(map as string);
    return dryRun === true ? preview(files as string[], wanted, context) : take(files as string[], wanted, context);
  },
};

/** What came of one file. */
type FileReport = ImportReport & Pick<NamedCatalogue, 'file' | 'kind' | 'dialect'> & { readonly refused: number };

async function take(files: readonly string[], map: readonly WantedColumn[], context: Context): Promise<ExitCode> {
  const line = await liveLine(context);
  const reports = await withStore(context, 'kept', async (store) => {
    const done: FileReport[] = [];
    for (const name of files) {
      const catalogue = await openNamed(name, map, context);
      const onProgress = progressOf(name, line);
      try {
        const report = await importCatalogue(store, catalogue, { signal: context.signal, onProgress });
        const { file, kind, dialect } = catalogue;
        const wrong = report.problems.filter(({ severity }) => severity === 'error');
        done.push({ file, kind, dialect, ...report, refused: wrong.reduce((sum, { count }) => sum + count, 0) });
      } catch (error) {
        throw named(error, name);
      } finally {
        line.stop();
      }
    }
    return done;
  });
  for (const report of reports) tellProblems(report, context);
  printAnswer(context, { files: reports }, reports, () =>
    context.settings.quiet ? '' : reports.map(describeReport).join(''),
  );
  return reports.some(({ refused }) => refused > 0) ? ExitCode.someOrdersFailed : ExitCode.done;
}

function progressOf(file: string, line: LiveLine): (rows: number) => void {
  const start = performance.now();
  return (rows) => {
    const rate = Math.round((rows / Math.max(1, performance.now() - start)) * 1000);
    line.show(`importing ${escapeControl(file)}: ${rows} rows, ${rate} rows/s`);
  };
}

function tellProblems({ problems }: FileReport, context: Context): void {
  for (const { count, code, first } of problems) {
    context.note(formatProblems(first, context.notePaint));
    if (count > first.length) context.note(`... and ${count - first.length} more of ${code}\n`);
  }
}

function describeReport(report: FileReport): string {
  const { file, rows, refused } = report;
  const counts = [
    [report.new, 'new, without audio here'],
    [report.enriched, 'of tracks with audio here'],
    [report.merged, 'the same recordings again'],
    [report.known, 'known already'],
    [refused, 'refused'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${escapeControl(file)}: ${rows} rows${told.length === 0 ? '' : `: ${told.join(', ')}`}\n`;
}

const ROWS_SHOWN = 10;

async function preview(files: readonly string[], map: readonly WantedColumn[], context: Context): Promise<ExitCode> {
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
  return ExitCode.done;
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
