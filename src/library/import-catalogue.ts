/**
 * Catalogues into the store: in come rows, out go counts and problems. A row that is a track of the library adds to what is
 * known of it; else it is a track without audio. Rows may come in any order, and twice; what was read is kept even if the
 * import is interrupted.
 */
import type { Store } from '../store/store.ts';
import { catalogueStore } from './catalogue-store.ts';
import type { CatalogueBatch, CatalogueRow } from './catalogues/catalogue.ts';
import { groupRows, toldBy, type KnownTracks } from './groups.ts';
import { hearAudio } from './hear-audio.ts';
import { libraryStore } from './library-store.ts';
import { tallyProblems, type ProblemCount } from './problem-tally.ts';
import { AUDIO, mayBe, namesOf } from './recordings.ts';
import { settle, tracksOf, type Stores } from './settle.ts';

/** A catalogue as an import takes it. */
export interface CatalogueSource {
  /** What it is known by: the real path of its file, or whatever else is the same each time. */
  readonly source: string;
  /** Id of its kind, e.g. `delimited`. */
  readonly kind: string;
  readonly batches: AsyncIterable<CatalogueBatch>;
}

/** Each row counts once. */
export interface ImportReport {
  /** Rows that were read as tracks. */
  readonly rows: number;
  /** Those of which each made a track without audio. */
  readonly new: number;
  /** Those of tracks without audio that other rows name as well. */
  readonly merged: number;
  /** Those of tracks with audio. */
  readonly enriched: number;
  /** Those that were imported before. */
  readonly known: number;
  readonly problems: readonly ProblemCount[];
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Is told the rows read so far. */
  readonly onProgress?: (rows: number) => void;
}

/** Each of many transactions writes about the same pages anew, each of few holds more rows in memory. */
const ROWS_A_TRANSACTION = 20_000;

/**
 * Takes up all rows of a catalogue.
 *
 * @throws AppError what its batches throw; the reason of `signal` once that is aborted
 */
export async function importCatalogue(
  store: Store,
  { source, kind, batches }: CatalogueSource,
  { signal, onProgress }: ImportOptions = {},
): Promise<ImportReport> {
  const stores: Stores = { library: libraryStore(store), catalogues: catalogueStore(store) };
  const catalogue = stores.catalogues.catalogue(source, kind);
  hearAudio(store);
  const known = knownTracks(stores);
  const counts = { rows: 0, new: 0, merged: 0, enriched: 0, known: 0 };
  const problems = tallyProblems();
  let pending: CatalogueRow[] = [];
  let lastRow = 0;
  const record = (): void => {
    const rows = pending;
    pending = [];
    store.transaction(() => {
      takeUp(rows, catalogue, known, stores, counts);
    });
    onProgress?.(counts.rows);
  };
  for await (const batch of batches) {
    signal?.throwIfAborted();
    batch.problems.forEach(problems.add);
    counts.rows += batch.rows.length;
    lastRow = batch.rows.at(-1)?.row ?? lastRow;
    for (const row of batch.rows) pending.push(row);
    if (pending.length >= ROWS_A_TRANSACTION) record();
  }
  // Who is stopped may have lost whoever wrote what is read: then this is not all.
  signal?.throwIfAborted();
  if (pending.length > 0) record();
  stores.catalogues.cut(catalogue, lastRow);
  return { ...counts, problems: problems.counts() };
}

type Counts = { -readonly [Name in 'new' | 'merged' | 'enriched' | 'known']: number };

interface SettledRow {
  readonly row: CatalogueRow;
  readonly trackId: string;
  readonly kind: 'new' | 'merged' | 'enriched';
}

function takeUp(
  rows: readonly CatalogueRow[],
  catalogue: number,
  known: KnownTracks,
  stores: Stores,
  counts: Counts,
): void {
  const settled: SettledRow[] = [];
  for (const group of groupRows(rows, known)) {
    const { id, kind } = settle({ told: toldBy(group), keys: group.keys, ids: group.ids }, stores);
    for (const [i, row] of group.rows.entries()) {
      settled.push({
        row,
        trackId: id,
        kind: kind === 'audio' ? 'enriched' : kind === 'new' && i === 0 ? 'new' : 'merged',
      });
    }
  }
  settled.sort((a, b) => a.row.row - b.row.row);
  for (const { row, trackId, kind } of settled) {
    const isFresh = stores.catalogues.place(catalogue, row, trackId);
    counts[isFresh ? kind : 'known']++;
  }
}

/** Tracks that rows are: by their keys, and those with audio by path or by names and length too. */
function knownTracks(stores: Stores): KnownTracks {
  const { library, catalogues } = stores;
  const hasAudio = catalogues.hasAudio();
  const byNames = (row: CatalogueRow): readonly string[] => {
    const names = namesOf(row);
    const found = names === null ? [] : tracksOf(AUDIO + names, stores);
    return found.filter((id) => mayBe(library.facts(id), row.isrc, row.lengthMs));
  };
  return {
    idsOfKey: (key) => tracksOf(key, stores),
    idsOfRow: (row) => {
      if (!hasAudio) return [];
      const atPath = row.path === null ? null : library.idAt(row.path);
      return atPath === null ? byNames(row) : [atPath];
    },
  };
}
