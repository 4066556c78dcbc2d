import { AppError, ExitCode } from '../../base/errors.ts';
import { problem, type Problem } from '../../base/problem.ts';
import type { RecordBatch, Table, TableRecord } from './catalogue.ts';
import { jsonObjects, type FoundObject, type ObjectFinder } from './json-objects.ts';

const SAMPLE = 1000;
const MAX_COLUMNS = 2000;
const MAX_DEPTH = 4;

/**
 * JSON: an array of objects, an object that holds one (`{"tracks": [...]}`), or an object a line. The columns are the
 * names that occur in the first thousand objects; what lies deeper is named with its way there (`album.name`).
 *
 * @throws AppError `catalogue-not-recognised` where there are no objects
 */
export async function readJson(text: AsyncIterable<string>): Promise<Table> {
  const batches = parsed(text);
  const first: ParsedBatch[] = [];
  const names = new Set<string>();
  let seen = 0;
  while (seen < SAMPLE) {
    const next = await batches.next();
    if (next.done) break;
    first.push(next.value);
    for (const { cells } of next.value.objects.slice(0, SAMPLE - seen))
      for (const name of cells.keys()) names.add(name);
    seen += next.value.objects.length;
  }
  const columns = [...names].slice(0, MAX_COLUMNS);
  if (columns.length === 0) throw noObjects();
  return { columns, fixed: [], batches: tabled(first, batches, columns) };
}

function noObjects(): AppError {
  return new AppError('catalogue-not-recognised', 'this JSON has no list of objects with tracks', {
    hint: 'give [{"title": "...", "artist": "..."}], {"tracks": [...]} or an object a line',
    exitCode: ExitCode.usage,
  });
}

interface ParsedBatch {
  readonly objects: readonly { readonly line: number; readonly cells: ReadonlyMap<string, string> }[];
  readonly problems: readonly Problem[];
}

async function* parsed(text: AsyncIterable<string>): AsyncGenerator<ParsedBatch> {
  let finder: ObjectFinder | undefined;
  for await (const block of text) {
    finder ??= jsonObjects(listOf(block));
    yield parseAll(finder.push(block));
  }
  const open = finder?.end() ?? null;
  if (open === null) return;
  const cut = problem('json-syntax', 'the JSON ends in the middle of an object', {
    line: open,
    hint: 'the file was cut off; export it again',
  });
  yield { objects: [], problems: [cut] };
}

/**
 * Which objects are the rows, by the beginning of the text: those on lines of their own, else those in the root's array
 * or in arrays in the root's object, of which the one named `tracks` goes before all others.
 */
function listOf(head: string): (open: string, name: string) => boolean {
  const [, first = '', more = ''] = /^\s*([^\n]*)(?:\n\s*(\S))?/.exec(head) ?? [];
  if (first.startsWith('{') && (more === '{' || !/\[\s*\{/.test(first)) && parseCells(first) !== null) {
    return (open) => open === '';
  }
  const named = /"tracks"\s*:\s*\[/.test(head);
  return (open, name) => open === '[' || (open === '{[' && (!named || name === 'tracks'));
}

function parseAll(found: readonly FoundObject[]): ParsedBatch {
  const objects: { line: number; cells: Map<string, string> }[] = [];
  const problems: Problem[] = [];
  for (const { line, text } of found) {
    const cells = text === null ? null : parseCells(text);
    if (cells !== null) objects.push({ line, cells });
    else {
      const hint = 'check the commas, quotes and brackets around there';
      problems.push(problem('json-syntax', 'the object that begins here is not sound JSON', { line, hint }));
    }
  }
  return { objects, problems };
}

function parseCells(text: string): Map<string, string> | null {
  try {
    const cells = new Map<string, string>();
    flatten(JSON.parse(text), '', 0, cells);
    return cells;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function flatten(value: unknown, name: string, depth: number, cells: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const text = cellText(value);
    if (text !== '') cells.set(name, text);
  } else if (depth < MAX_DEPTH) {
    for (const [key, inner] of Object.entries(value)) {
      flatten(inner, name === '' ? key : `${name}.${key}`, depth + 1, cells);
    }
  }
}

/** Several values are joined by NUL; of objects in a list, such as artists, only the names count. */
function cellText(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(cellText)
      .filter((text) => text !== '')
      .join('\0');
  if (typeof value === 'object' && value !== null) return 'name' in value ? cellText(value.name) : '';
  return value === null || value === undefined ? '' : String(value);
}

async function* tabled(
  first: readonly ParsedBatch[],
  rest: AsyncGenerator<ParsedBatch>,
  columns: readonly string[],
): AsyncGenerator<RecordBatch> {
  const table = ({ objects, problems }: ParsedBatch): RecordBatch => ({
    records: objects.map(({ line, cells }): TableRecord => ({
      line,
      cells: columns.map((name) => cells.get(name) ?? ''),
    })),
    problems,
  });
  for (const batch of first) yield table(batch);
  for await (const batch of rest) yield table(batch);
}
