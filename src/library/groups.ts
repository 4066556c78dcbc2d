import type { Problem } from '../base/problem.ts';
import type { CatalogueBatch, CatalogueRow } from './catalogues/catalogue.ts';
import { recordingKeysOf } from './catalogues/merge.ts';
import { recordingKey, type RecordingKey } from './recordings.ts';
import { unite } from './unite.ts';

/** What an import takes up of a row. */
export type ImportRow = Omit<CatalogueRow, 'line'>;

/** Rows that share keys, and so are of one recording. */
export interface Group {
  readonly rows: readonly ImportRow[];
  readonly keys: readonly RecordingKey[];
}

/** Some rows of a catalogue, to be taken up together, and some of its problems. */
export interface GroupedRows {
  readonly problems: readonly Problem[];
  readonly rows: number;
  /** Number of the last of them; 0 where there are none. */
  readonly lastRow: number;
  /** To be gone through once. */
  readonly groups: Iterable<Group>;
}

/** Each of many transactions writes about the same pages anew, each of few holds more rows in memory. */
const ROWS_A_TRANSACTION = 20_000;

/** A batch keeps a block of its file in memory. Of rows of some KB each, fewer are taken up together. */
const MOST_BATCHES = 200;

/** Where every row has some, they are not kept until so many rows have come. */
const MOST_PROBLEMS = 1000;

/** Groups the rows of a catalogue, so many at a time, in the order of the first row of each group. */
export async function* groupRows(batches: AsyncIterable<CatalogueBatch>): AsyncGenerator<GroupedRows> {
  let rows: CatalogueRow[] = [];
  let problems: Problem[] = [];
  let held = 0;
  const take = (taken: readonly CatalogueRow[]): GroupedRows => {
    const told = problems;
    problems = [];
    return { problems: told, rows: taken.length, lastRow: taken.at(-1)?.row ?? 0, groups: groupsOf(taken) };
  };
  for await (const batch of batches) {
    for (const row of batch.rows) rows.push(row);
    for (const problem of batch.problems) problems.push(problem);
    if (rows.length >= ROWS_A_TRANSACTION || ++held >= MOST_BATCHES) {
      yield take(rows);
      [rows, held] = [[], 0];
    } else if (problems.length >= MOST_PROBLEMS) yield take([]);
  }
  yield take(rows);
}

function groupsOf(rows: readonly CatalogueRow[]): readonly Group[] {
  return Array.from(unite(rows, recordingKeysOf), ({ items, names }) => ({
    rows: items,
    keys: names.map(recordingKey),
  }));
}
