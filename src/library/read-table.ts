/** The table of a library's tracks: from what an earlier reading has packed, where that still holds, else row by row. */
import { systemErrorCode } from '../base/errors.ts';
import { hash32 } from '../base/random.ts';
import { compareText } from '../base/text.ts';
import { fillTable, type TrackColumns, type TrackRow } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';
import type { Names } from './file-names.ts';
import { rangeBelow } from './library-store.ts';
import { tableStore } from './table-store.ts';

/** Fewer rows are read in a tenth of a second. */
const LEAST_PACKED = 20_000;
/** The titles of more of them may well be more than the database takes as one value. */
const MOST_PACKED = 10_000_000;

/**
 * All tracks that have a file below one of the folders, or anywhere where there are none, in order of their ids.
 * `namesOf` names those whose tags tell no title.
 */
export function readColumns(
  store: Store,
  folders: readonly string[],
  namesOf: (id: string, names: Names) => Names,
): TrackColumns {
  return named(areAllBelow(store, folders) ? readAll(store) : readRows(store, folders), namesOf);
}

/** Whether no track has a file but below these folders, of which none is within another. */
function areAllBelow({ db }: Store, folders: readonly string[]): boolean {
  if (folders.length === 0) return true;
  const ends = folders.map(rangeBelow).sort(([a], [b]) => compareText(a, b));
  const gaps = ['path < ?', ...ends.slice(1).map(() => 'path >= ? AND path < ?'), 'path >= ?'];
  const someIn = gaps.map((gap) => `EXISTS (SELECT 1 FROM files WHERE ${gap} AND track_id IS NOT NULL)`);
  return (
    db
      .prepare(`SELECT ${someIn.join(' OR ')}`)
      .pluck()
      .get(ends.flat()) === 0
  );
}

function readAll(store: Store): TrackColumns {
  const packed = tableStore(store).read();
  if (packed !== null) return packed;
  const version = versionOf(store);
  const columns = readRows(store, []);
  if (columns.count >= LEAST_PACKED && columns.count <= MOST_PACKED)
    unlessItCannot(() => pack(columns, store, version));
  return columns;
}

/** Keeps the columns, unless another process has changed something since they were read. */
function pack(columns: TrackColumns, store: Store, version: number): void {
  store.transaction(() => {
    if (versionOf(store) === version) tableStore(store).write(columns);
  });
}

/** Changes with all that other processes write. */
function versionOf({ db }: Store): number {
  return db.pragma('data_version', { simple: true }) as number;
}

/** Nobody has asked for it: where another process writes, the disk is full or a value too long, the next one may pack. */
function unlessItCannot(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!/^SQLITE_(BUSY|FULL|READONLY|TOOBIG)/.test(systemErrorCode(error) ?? '')) throw error;
  }
}

/** One row after the other takes a fifth more time. */
const ROWS_AT_ONCE = 2000;

function readRows({ db }: Store, folders: readonly string[]): TrackColumns {
  const number = (sql: string): number => db.prepare<[], number>(`SELECT ${sql}`).pluck().get()!;
  const filler = fillTable(number('count(*) FROM tracks'));
  const below = folders.map(() => 'path >= ? AND path < ?').join(' OR ');
  const inFiles = `EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id ${below === '' ? '' : `AND (${below})`})`;
  const allHaveFiles = '(SELECT count(*) FROM tracks) = (SELECT count(DISTINCT track_id) FROM files)';
  // In the order in which they lie in the file of the database: by their ids it would take twice as long.
  const rowsAfter = db
    .prepare<(string | number)[], readonly [...TrackRow, rowNumber: number]>(
      `
      SELECT id, title, artist, album, album_artist, genres, styles, year, bpm, key, energy, explicit, sample_rate,
        length_samples, digest, rowid
      FROM tracks WHERE rowid > ? ${below === '' && number(allHaveFiles) === 1 ? '' : `AND ${inFiles}`}
      ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`,
    )
    .raw();
  const ranges = folders.flatMap(rangeBelow);
  for (let last: number | undefined = -Infinity; last !== undefined;) {
    const rows = rowsAfter.all(last, ...ranges);
    for (const row of rows) filler.add(row);
    last = rows.at(-1)?.[15];
  }
  return filler.finish().columns;
}

/** The columns with names for those tracks whose tags tell no title: they depend on where the file lies. */
function named(columns: TrackColumns, namesOf: (id: string, names: Names) => Names): TrackColumns {
  if (columns.untitled.length === 0) return columns;
  const titles = [...columns.titles];
  const digest = columns.digest.slice();
  const artist = { values: [...columns.artist.values], at: columns.artist.at.slice() };
  const places = new Map(artist.values.map((name, place) => [name, place]));
  for (const index of columns.untitled) {
    const names = namesOf(columns.ids.at(index)!, { title: '', artist: artist.values[artist.at[index]!]! });
    const place = places.get(names.artist) ?? artist.values.push(names.artist) - 1;
    places.set(names.artist, place);
    artist.at[index] = place;
    titles[index] = names.title;
    digest[index]! += hash32(`${names.title}\n${names.artist}`);
  }
  return { ...columns, titles, untitled: new Int32Array(0), artist, digest };
}
