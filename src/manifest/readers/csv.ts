import { CsvError, parse } from 'csv-parse/sync';
import { problem, type Problem } from '../../base/problem.ts';
import type { ManifestReader, RawRow, RawRows } from '../raw-row.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Comma, semicolon, tab or bar separated values (RFC 4180) with a header line. */
export const csvReader: ManifestReader = {
  id: 'csv',
  extensions: ['.csv', '.tsv', '.txt'],
  recognises: () => true,
  read: readCsv,
};

interface CsvRecord {
  readonly line: number;
  /** Null where the row could not be read. */
  readonly cells: readonly string[] | null;
}

function readCsv(text: string): RawRows {
  const { records, faults } = parseRecords(text);
  const header = records[0];
  if (!header?.cells) return { rows: [], problems: faults };
  const names = header.cells.map((cell) => cell.trim());
  const filled = records.slice(1).filter(({ cells }) => cells?.some((cell) => cell.trim() !== '') ?? true);
  const rows = filled.flatMap(({ line, cells }, index): RawRow[] =>
    cells === null ? [] : [{ row: index + 1, line, cells: nameCells(names, cells) }],
  );
  const rowOf = new Map(filled.map(({ line }, index) => [line, index + 1]));
  const ofRows = faults.map((fault) => ({ ...fault, row: rowOf.get(fault.line ?? 0) ?? null }));
  return { rows, problems: [...headerProblems(names, header.line), ...widthProblems(names, filled), ...ofRows] };
}

/** Names each cell by its header; cells without a name are left out, they are told of as problems. */
function nameCells(names: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> {
  return new Map(cells.flatMap((cell, i) => (names[i] ? [[names[i], cell] as const] : [])));
}

/**
 * The delimiter that occurs most in the header line, outside of quotes. (csv-parse's own detection fails on small
 * files.)
 */
export function sniffDelimiter(text: string): string {
  const header = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = DELIMITERS.map((d) => header.split(d).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Rows with wrong quotes that are told of; the rest of such a file is not read. */
const MAX_FAULTS = 100;

/** All records. After one with wrong quotes, reading goes on with the next line. */
function parseRecords(text: string): { records: CsvRecord[]; faults: Problem[] } {
  const delimiter = sniffDelimiter(text);
  const records: CsvRecord[] = [];
  const faults: Problem[] = [];
  let line = 1;
  let rest = text;
  for (;;) {
    const { error, next } = parseUntilFault(rest, delimiter, line, records);
    if (error === null) return { records, faults };
    for (; line < next || /^[\r\n]/.test(rest); line++) rest = withoutLine(rest);
    records.push({ line, cells: null });
    faults.push(quoteProblem(error, line));
    rest = withoutLine(rest);
    line++;
    if (faults.length === MAX_FAULTS) {
      const message = `the rows from here on are not read: ${MAX_FAULTS} above have wrong quotes`;
      return { records, faults: [...faults, problem('too-many-faults', message, { line, hint: 'mend those first' })] };
    }
  }
}

function withoutLine(text: string): string {
  const end = /\r\n|\n|\r|$/.exec(text)!;
  return text.slice(end.index + end[0].length);
}

/**
 * Adds the records up to the first with wrong quotes. `next` is the line, counted from `firstLine`, after the last of
 * them.
 */
function parseUntilFault(
  text: string,
  delimiter: string,
  firstLine: number,
  records: CsvRecord[],
): { readonly error: CsvError | null; readonly next: number } {
  let next = firstLine;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 1_000_000,
      on_record: (parsed) => {
        const { record, info } = parsed as unknown as { record: string[]; info: { lines: number } };
        const inner = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
        const last = firstLine - 1 + info.lines;
        records.push({ line: Math.max(next, last - inner), cells: record });
        next = last + 1;
        return null;
      },
    });
    return { error: null, next };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { error, next };
  }
}

function quoteProblem(error: CsvError, line: number): Problem {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return problem('csv-row-too-long', `a row that begins here is longer than a million characters`, {
      line,
      hint: 'look for a quote (") that is opened and never closed',
    });
  }
  return problem('csv-quotes', `wrong quotes in the row that begins here: ${describeQuoteError(error.code)}`, {
    line,
    hint: 'put the whole cell in quotes and double every quote inside it: "say ""hi"""',
  });
}

function describeQuoteError(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened and never closed';
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands in the middle of a cell that does not begin with one';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a closing quote is followed by more text';
    default:
      return code;
  }
}

function headerProblems(names: readonly string[], line: number): Problem[] {
  const twice = names.filter((name, i) => name !== '' && names.indexOf(name) !== i);
  return [...new Set(twice)].map((name) =>
    problem('duplicate-column', `the header names the column ${JSON.stringify(name)} twice`, {
      line,
      column: name,
      hint: 'remove one of them',
    }),
  );
}

function widthProblems(names: readonly string[], rows: readonly CsvRecord[]): Problem[] {
  return rows.flatMap((record, i) => {
    if (record.cells === null) return [];
    const extra = record.cells.filter((cell, j) => !names[j] && cell.trim() !== '').length;
    if (extra === 0) return [];
    return [
      problem(
        'extra-cells',
        `the row has ${record.cells.length} cells, the header names ${names.filter(Boolean).length} columns`,
        {
          row: i + 1,
          line: record.line,
          hint: 'put cells that hold the delimiter in quotes, or name the missing column in the header',
        },
      ),
    ];
  });
}
