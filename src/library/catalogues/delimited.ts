import { AppError, ExitCode } from '../../base/errors.ts';
import { problem, type Problem } from '../../base/problem.ts';
import { escapeControl } from '../../base/text.ts';
import type { RecordBatch, Table, TableRecord } from './catalogue.ts';
import { recordScanner } from './record-scanner.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_HEADER = 100_000;
const MAX_COLUMNS = 2000;
const MAX_BLANK_LINES = 1000;

/**
 * Comma, semicolon, tab or bar separated values (RFC 4180) with a header line. Quotes that nobody closes spoil their own
 * row only.
 *
 * @throws AppError `catalogue-not-recognised` where the first line can be no header
 */
export async function readDelimited(text: AsyncIterable<string>): Promise<Table> {
  const blocks = text[Symbol.asyncIterator]();
  const { header, line, rest, newline } = await readHeader(blocks);
  const delimiter = sniffDelimiter(header);
  const columns = columnsOf(header, delimiter);
  return { columns, fixed: [], batches: records(rest, blocks, { delimiter, newline, line: line + 1, columns }) };
}

interface Header {
  readonly header: string;
  readonly line: number;
  readonly rest: string;
  readonly newline: '\n' | '\r';
}

/** The first line that is not empty and not Excel's `sep=;`. Old Macs end lines with CR alone. */
async function readHeader(blocks: AsyncIterator<string>): Promise<Header> {
  let text = '';
  let line = 1;
  for (;;) {
    const next = await blocks.next();
    if (!next.done) text += next.value;
    const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
    if (next.done && text !== '') text += newline;
    for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline)) {
      const header = text.slice(0, end).replace(/\r$/, '');
      text = text.slice(end + 1);
      if (header.length > MAX_HEADER) throw notRecognised(header);
      if (header.trim() !== '' && !/^sep=.$/i.test(header)) return { header, line, rest: text, newline };
      if (line++ > MAX_BLANK_LINES) throw notRecognised('');
    }
    if (next.done || text.length > MAX_HEADER) throw notRecognised(text);
  }
}

function notRecognised(head: string): AppError {
  const shown = head === '' ? 'there is nothing in it' : `it begins with "${escapeControl(head.slice(0, 60))}"`;
  return new AppError('catalogue-not-recognised', `this is no catalogue: ${shown}`, {
    hint: 'give a file whose first line names its columns, such as "title,artist,duration"',
    exitCode: ExitCode.usage,
  });
}

function columnsOf(header: string, delimiter: string): readonly string[] {
  const { records } = recordScanner(delimiter, 1).end([header]);
  const columns = records[0]?.cells.map((name) => name.trim()) ?? [];
  if (columns.length > MAX_COLUMNS) throw notRecognised(header);
  return columns;
}

/** The delimiter that occurs most in the header line, outside of quotes. */
function sniffDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((d) => bare.split(d).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

interface Layout {
  readonly delimiter: string;
  readonly newline: string;
  /** Line of the file on which the first record begins. */
  readonly line: number;
  readonly columns: readonly string[];
}

async function* records(
  first: string,
  blocks: AsyncIterator<string>,
  { delimiter, newline, line, columns }: Layout,
): AsyncGenerator<RecordBatch> {
  const scanner = recordScanner(delimiter, line);
  const judge = widthJudge(columns);
  for (let text = first; ;) {
    const lines = text.split(newline);
    const rest = lines.pop()!;
    yield judge(scanner.push(lines));
    // A line without end is told of by the scanner, and let go.
    const kept = scanner.partial(rest);
    const next = await blocks.next();
    if (next.done) {
      yield judge(scanner.end(kept === '' ? [] : [kept]));
      return;
    }
    text = kept + next.value;
  }
}

/** Keeps out records with more cells than there are columns, and tells of those with fewer. Empty ones are passed over. */
function widthJudge(columns: readonly string[]): (batch: RecordBatch) => RecordBatch {
  return ({ records, problems }) => {
    const found: Problem[] = [...problems];
    const sound: TableRecord[] = [];
    for (const record of records) {
      if (record.cells.length === columns.length) sound.push(record);
      else if (record.cells.some((cell) => cell.trim() !== '')) {
        const wrong = widthProblem(record, columns.length);
        if (wrong !== null) found.push(wrong);
        if (wrong?.severity !== 'error') sound.push(record);
      }
    }
    return { records: sound, problems: found };
  };
}

function widthProblem({ cells, line }: TableRecord, width: number): Problem | null {
  const count = `the row has ${cells.length} cells, the header names ${width} columns`;
  if (cells.length < width) {
    const hint = 'a line break in the middle of a row, or a file that was cut off, does this';
    return problem('missing-cells', count, { severity: 'warning', line, hint });
  }
  if (cells.slice(width).every((cell) => cell.trim() === '')) return null;
  return problem('extra-cells', count, { line, hint: 'put cells that hold the delimiter in quotes' });
}
