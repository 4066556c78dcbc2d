import { AppError, ExitCode } from '../../base/errors.ts';
import { warning, type Problem } from '../../base/problem.ts';
import type { CatalogueBatch, CatalogueRow, RecordBatch } from './catalogue.ts';
import type { RowReader } from './row-reader.ts';
import type { CountedText } from './text-blocks.ts';

const BATCH_ROWS = 1000;
const GIVE_UP_AFTER = 10_000;

/** The records of a table: those that have been taken already, the others, and the text that they come from. */
export interface RecordSource {
  readonly first: readonly RecordBatch[];
  readonly rest: AsyncIterator<RecordBatch>;
  readonly text: CountedText;
}

/**
 * Reads all records as rows, numbered from 1, a thousand at once, and closes the text at the end or where it is broken
 * off.
 *
 * @throws AppError `catalogue-not-recognised` where none of the first ten thousand records is a track
 */
export async function* rowBatches(
  { first, rest, text }: RecordSource,
  read: RowReader,
  file: string,
): AsyncGenerator<CatalogueBatch> {
  const counts = { row: 0, tried: 0, found: 0 };
  try {
    for (const batch of first) yield* parts(batch, read, file, counts);
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      yield* parts(next.value, read, file, counts);
    }
    const guessed = text.guessedLines();
    if (guessed > 0) yield { rows: [], problems: [{ ...encodingWarning(guessed), file }] };
  } finally {
    await text.blocks.return(undefined);
  }
}

interface Counts {
  row: number;
  /** Records and problems so far, and how many of them were tracks. */
  tried: number;
  found: number;
}

function* parts(batch: RecordBatch, read: RowReader, file: string, counts: Counts): Generator<CatalogueBatch> {
  counts.tried += batch.problems.length;
  for (let at = 0; at === 0 || at < batch.records.length; at += BATCH_ROWS) {
    const rows: CatalogueRow[] = [];
    const problems: Problem[] = at === 0 ? [...batch.problems] : [];
    for (const record of batch.records.slice(at, at + BATCH_ROWS)) {
      counts.tried++;
      if (record.cells.every((cell) => cell.trim() === '')) continue;
      const track = read(record, ++counts.row, problems);
      if (track !== null) rows.push(track);
    }
    counts.found += rows.length;
    if (counts.found === 0 && counts.tried >= GIVE_UP_AFTER) throw noTracks();
    yield { rows, problems: problems.map((p) => ({ ...p, file })) };
  }
}

function noTracks(): AppError {
  return new AppError('catalogue-not-recognised', `none of the first ${GIVE_UP_AFTER} rows is a track`, {
    hint: "look at the mapping with --dry-run, and name the columns, as in --map 'title=Name'",
    exitCode: ExitCode.usage,
  });
}

function encodingWarning(lines: number): Problem {
  const count = lines === 1 ? 'a line is not UTF-8; it was' : `${lines} lines are not UTF-8; they were`;
  return warning('catalogue-encoding', `${count} read as Windows-1252`, {
    hint: 'save the file as UTF-8 if names look wrong',
  });
}
