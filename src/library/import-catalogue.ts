/**
 * Catalogues into the store: in come rows, out go counts and problems. A row that is a track of the library adds to what is
 * known of it; else it is a track without audio. Rows may come in any order, and twice; what was read is kept even if the
 * import is interrupted.
 */
import type { Store } from '../store/store.ts';
import { catalogueStore, type Place } from './catalogue-store.ts';
import type { CatalogueTrack } from './catalogues/catalogue.ts';
import { mergeRows } from './catalogues/merge.ts';
import type { Group, GroupedRows, ImportRow } from './groups.ts';
import { hearAudio } from './hear-audio.ts';
import { libraryStore } from './library-store.ts';
import { tallyProblems, type ProblemCount } from './problem-tally.ts';
import { AUDIO, mayBe, namesOf, type RecordingKey } from './recordings.ts';
import { settle, tracksKept, tracksOf, type Stores } from './settle.ts';
import { sifted } from './sift.ts';
import { unite } from './unite.ts';

/** A catalogue as an import takes it. */
export interface CatalogueSource {
  /** What it is known by: the real path of its file, or whatever else is the same each time. */
  readonly source: string;
  /** Id of its kind, e.g. `delimited`. */
  readonly kind: string;
  readonly rows: AsyncIterable<GroupedRows>;
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

/**
 * Takes up all rows of a catalogue.
 *
 * @throws AppError what going through its rows throws; the reason of `signal` once that is aborted
 */
export async function importCatalogue(
  store: Store,
  { source, kind, rows }: CatalogueSource,
  { signal, onProgress }: ImportOptions = {},
): Promise<ImportReport> {
  const plain: Stores = { library: libraryStore(store), catalogues: catalogueStore(store) };
  const catalogue = plain.catalogues.catalogue(source, kind);
  hearAudio(store);
  let [stores, isValid, pieces] = [plain, () => true, 0];
  const counts = { rows: 0, new: 0, merged: 0, enriched: 0, known: 0 };
  const problems = tallyProblems();
  let lastRow = 0;
  for await (const some of rows) {
    // Who is stopped may have lost whoever wrote what is read: then this is not all.
    signal?.throwIfAborted();
    some.problems.forEach(problems.add);
    if (some.rows === 0) continue;
    store.transaction(() => {
      if (++pieces === SIFTED_FROM) ({ stores, isValid } = sifted(store, plain));
      if (!isValid()) stores = plain;
      takeUp(some.groups, catalogue, stores, counts);
    });
    counts.rows += some.rows;
    lastRow = some.lastRow;
    onProgress?.(counts.rows);
  }
  signal?.throwIfAborted();
  plain.catalogues.cut(catalogue, lastRow);
  return { ...counts, problems: problems.counts() };
}

/** From the so-many-th piece on it pays to know what is there. */
const SIFTED_FROM = 3;

type Counts = { -readonly [Name in 'new' | 'merged' | 'enriched' | 'known']: number };

/** Where a row stands, and what became of it. */
interface SettledRow extends Place {
  readonly trackId: string;
  readonly kind: 'new' | 'merged' | 'enriched';
}

interface KnownGroup extends Group {
  readonly ids: readonly string[];
}

/** Groups of which nothing is known are settled at once, so that no more of them is in memory than must be. */
function takeUp(groups: Iterable<Group>, catalogue: number, stores: Stores, counts: Counts): void {
  const idsOf = knownTracks(stores);
  const settled: SettledRow[] = [];
  const take = (rows: readonly ImportRow[], keys: readonly RecordingKey[], ids: readonly string[]): void => {
    const told = (rows as readonly CatalogueTrack[]).reduce(mergeRows);
    const { id: trackId, kind: was } = settle({ told, keys, ids }, stores);
    for (const [i, { row, playlist, position, path }] of rows.entries()) {
      const kind = was === 'audio' ? 'enriched' : was === 'new' && i === 0 ? 'new' : 'merged';
      settled.push({ row, playlist, position, path, trackId, kind });
    }
  };
  const known: KnownGroup[] = [];
  for (const group of groups) {
    const ids = idsOf(group);
    if (ids.length > 0) known.push({ ...group, ids });
    else take(group.rows, group.keys, []);
  }
  for (const { items, names } of unite(known, ({ ids }) => ids)) {
    take(
      items.flatMap(({ rows }) => rows),
      items.flatMap(({ keys }) => keys),
      names,
    );
  }
  settled.sort((a, b) => a.row - b.row);
  for (const { kind, ...place } of settled) counts[stores.catalogues.place(catalogue, place) ? kind : 'known']++;
}

/** Tracks that a group is: by its keys, and those with audio by path or by names and length too. */
function knownTracks(stores: Stores): (group: Group) => readonly string[] {
  const { library, catalogues } = stores;
  const hasAudio = catalogues.hasAudio();
  const withAudio = (row: ImportRow): readonly string[] => {
    const atPath = row.path === null ? null : library.idAt(row.path);
    if (atPath !== null) return [atPath];
    const names = namesOf(row);
    const found = names === null ? [] : tracksKept(AUDIO + names, stores);
    return found.filter((id) => mayBe(library.facts(id), row.isrc, row.lengthMs));
  };
  return ({ rows, keys }) => [
    ...(hasAudio ? rows.flatMap(withAudio) : []),
    ...keys.flatMap((key) => tracksOf(key, stores)),
  ];
}
