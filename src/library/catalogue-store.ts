import type { Store } from '../store/store.ts';
import type { CatalogueRow, CatalogueTrack } from './catalogues/catalogue.ts';
import type { TrackFacts } from './read-track.ts';

/** The facts of a file's tags that a catalogue may add to. */
export type TaggedFacts = Pick<
  TrackFacts,
  'genres' | 'styles' | 'isrc' | 'year' | 'bpm' | 'key' | 'energy' | 'explicit'
>;

/** What catalogues say of a track with audio, and what its file says. */
export interface Enrichment {
  /** Of the facts on the track when this was written: another digest shows that the file was read again. */
  readonly digest: number;
  /** Null where no catalogue tells of it. */
  readonly told: CatalogueTrack | null;
  /** What the file itself says; null where no catalogue tells more. */
  readonly tags: TaggedFacts | null;
}

/** Where a row of a catalogue has a track. */
export interface Place extends Pick<CatalogueRow, 'row' | 'playlist' | 'position' | 'path'> {
  readonly trackId: string;
}

/** A track without audio, as the lists and catalogues that name it have it. */
export interface NamedPlace {
  readonly trackId: string;
  readonly source: string;
  readonly row: number;
  readonly playlist: string | null;
  readonly position: number | null;
}

/** The only writer of `catalogues`, `track_keys`, `enrichments` and `places`. */
export interface CatalogueStore {
  /** Whether nothing was ever imported. */
  isEmpty(): boolean;
  /** The number of a catalogue, which gets one where it is new. */
  catalogue(source: string, kind: string): number;
  /** A hundred at the most. */
  idsByKey(key: string): string[];
  /** All keys that tracks are kept with, each as often as it has tracks. */
  keys(): Iterable<string>;
  addKey(key: string, trackId: string): void;
  /** Whether any track with audio has been looked up. */
  hasAudio(): boolean;
  /** Makes all that meant one track mean others. */
  become(trackId: string, others: readonly string[]): void;
  enrichment(trackId: string): Enrichment | null;
  enrich(trackId: string, enrichment: Enrichment): void;
  /** Whether the row was not known just so already. */
  place(catalogue: number, place: Place): boolean;
  /** Forgets the rows of a catalogue behind its last one. */
  cut(catalogue: number, lastRow: number): void;
  idsAtPath(path: string): string[];
  /** Tracks with audio that nobody has looked up in catalogues, or whose files were read again since. */
  unheard(): string[];
  /** Places of tracks that have no file, in order of catalogues and rows: those in lists, or all. */
  withoutAudio(all: boolean): Iterable<NamedPlace>;
}

/** In front of the id of a track, the key that tells what it has become. */
export const FORMER = 'track:';

export function catalogueStore({ db }: Store): CatalogueStore {
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM catalogues)').pluck();
  const putCatalogue = db
    .prepare<[string, string], number>(
      `INSERT INTO catalogues (source, kind) VALUES (?, ?)
       ON CONFLICT (source) DO UPDATE SET kind = excluded.kind RETURNING id`,
    )
    .pluck();
  const idsByKey = db
    .prepare<[string], string>('SELECT track_id FROM track_keys WHERE key = ? ORDER BY track_id LIMIT 100')
    .pluck();
  const addKey = db.prepare<[string, string]>(
    'INSERT INTO track_keys (key, track_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const anyAudio = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM enrichments)').pluck();
  const formerOf = db
    .prepare<[string], string>(`SELECT key FROM track_keys WHERE track_id = ? AND key >= 'track:' AND key < 'track;'`)
    .pluck();
  const dropKey = db.prepare<[string, string]>('DELETE FROM track_keys WHERE key = ? AND track_id = ?');
  const enrichment = db.prepare<[string], { digest: number; told: string | null; tags: string | null }>(
    'SELECT digest, told, tags FROM enrichments WHERE track_id = ?',
  );
  const enrich = db.prepare<[string, number, string | null, string | null]>(
    'INSERT OR REPLACE INTO enrichments (track_id, digest, told, tags) VALUES (?, ?, ?, ?)',
  );
  const place = db.prepare<[number, number, string, string | null, number | null, string | null]>(
    `INSERT INTO places (catalogue_id, row, track_id, playlist, position, path) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET track_id = excluded.track_id, playlist = excluded.playlist, position = excluded.position,
       path = excluded.path
     WHERE track_id <> excluded.track_id OR playlist IS NOT excluded.playlist OR position IS NOT excluded.position
       OR path IS NOT excluded.path`,
  );
  const cut = db.prepare<[number, number]>('DELETE FROM places WHERE catalogue_id = ? AND row > ?');
  const atPath = db.prepare<[string], string>('SELECT DISTINCT track_id FROM places WHERE path = ?').pluck();
  const unheard = db
    .prepare<[], string>(
      `SELECT id FROM tracks WHERE id IN (SELECT track_id FROM files)
       AND NOT EXISTS (SELECT 1 FROM enrichments e WHERE e.track_id = tracks.id AND e.digest = tracks.digest)
       ORDER BY id`,
    )
    .pluck();
  const withoutAudio = (all: boolean) =>
    db.prepare<[], NamedPlace>(`
      SELECT t.id AS trackId, c.source, p.row, p.playlist, p.position
      FROM places p JOIN catalogues c ON c.id = p.catalogue_id
      LEFT JOIN track_keys k ON k.key = 'track:' || p.track_id
      JOIN tracks t ON t.id = coalesce(k.track_id, p.track_id)
      WHERE ${all ? '' : 'p.playlist IS NOT NULL AND'} NOT EXISTS (SELECT 1 FROM files WHERE track_id = t.id)
      ORDER BY c.source, p.row, t.id`);

  return {
    isEmpty: () => any.get() === 0,
    catalogue: (source, kind) => putCatalogue.get(source, kind)!,
    idsByKey: (key) => idsByKey.all(key),
    keys: () => db.prepare<[], string>('SELECT key FROM track_keys').pluck().iterate(),
    addKey: (key, trackId) => void addKey.run(key, trackId),
    hasAudio: () => anyAudio.get() === 1,
    become: (trackId, others) => {
      for (const key of [FORMER + trackId, ...formerOf.all(trackId)]) {
        dropKey.run(key, trackId);
        for (const other of others) addKey.run(key, other);
      }
    },
    enrichment: (trackId) => {
      const row = enrichment.get(trackId);
      return row === undefined ? null : { digest: row.digest, told: parsed(row.told), tags: parsed(row.tags) };
    },
    enrich: (trackId, { digest, told, tags }) => {
      enrich.run(trackId, digest, told && JSON.stringify(told), tags && JSON.stringify(tags));
    },
    place: (catalogue, { row, trackId, playlist, position, path }) =>
      place.run(catalogue, row, trackId, playlist, position, path).changes > 0,
    cut: (catalogue, lastRow) => void cut.run(catalogue, lastRow),
    idsAtPath: (path) => atPath.all(path),
    unheard: () => unheard.all(),
    withoutAudio: (all) => withoutAudio(all).iterate(),
  };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}
