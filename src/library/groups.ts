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

/** Some rows of a catalogue, to be taken up together, or some of its problems. */
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

/** Groups the rows of a catalogue, so many at a time, in the order of the first row of each group. */
export async function* groupRows(batches: AsyncIterable<CatalogueBatch>): AsyncGenerator<GroupedRows> {
  let rows: CatalogueRow[] = [];
  const takeAll = (): GroupedRows => {
    const grouped = { problems: [], rows: rows.length, lastRow: rows.at(-1)!.row, groups: groupsOf(rows) };
    rows = [];
    return grouped;
  };
  for await (const batch of batches) {
    if (batch.problems.length > 0) yield { problems: batch.problems, rows: 0, lastRow: 0, groups: [] };
    for (const row of batch.rows) rows.push(row);
    if (rows.length >= ROWS_A_TRANSACTION) yield takeAll();
  }
  if (rows.length > 0) yield takeAll();
}

function groupsOf(rows: readonly CatalogueRow[]): readonly Group[] {
  return Array.from(unite(rows, recordingKeysOf), ({ items, names }) => ({
    rows: items,
    keys: names.map(recordingKey),
  }));
}
