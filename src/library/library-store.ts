import { sep } from 'node:path';
import { canonicalJson } from '../base/hash.ts';
import type { Problem } from '../base/problem.ts';
import { fold } from '../base/text.ts';
import { digestOf } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';
import { completeNames, type Names } from './file-names.ts';
import type { TrackFacts } from './read-track.ts';
import type { FoundFile } from './walk.ts';

/** The tables `files` (one row a file) and `tracks` (one row a content, in however many files). Nothing else writes them. */

/** A file of which the store knows the content. */
export interface KnownFile {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly problem: Problem | null;
}

/** A file that has been read: its facts, or why there are none, or both where the problem is a warning. */
export interface ScannedFile extends FoundFile {
  readonly root: string;
  readonly facts: TrackFacts | null;
  readonly problem: Problem | null;
}

/** Where a track lies. */
export interface FilePlace {
  readonly path: string;
  /** From the folder that was scanned. */
  readonly relativePath: string;
}

/** What choosing looks at in a track, as the table holds it: lists are JSON, truth is 1 or 0. */
export type StoredRow = Omit<TrackRow, 'genres' | 'styles' | 'explicit'> & {
  readonly genres: string;
  readonly styles: string;
  readonly explicit: number | null;
  /** 0: not worked out yet. */
  readonly digest: number;
};

export interface LibraryStore {
  /** The known files below a folder, by their paths. */
  knownFiles(root: string): Map<string, KnownFile>;
  /** Takes up files, or what is new of them, in one transaction. */
  record(files: readonly ScannedFile[]): void;
  /** Forgets files, and the tracks of which none is left, in one transaction. */
  forget(paths: Iterable<string>): void;
  /** The facts of all tracks that have a file below one of the folders, or anywhere where there are none, by their ids. */
  tracksBelow(folders: readonly string[]): Iterable<StoredRow>;
  countTracks(): number;
  facts(id: string): TrackFacts | null;
  /** The files of a track, by their paths. */
  filesOf(id: string): FilePlace[];
  idAt(path: string): string | null;
  /** Ids of the tracks that have a file of that name, and where it lies. */
  filesNamed(name: string): (FilePlace & { readonly id: string })[];
  idsByNames(title: string, artist: string): string[];
}

/** The columns of the table `tracks`. */
const COLUMNS = {
  id: 'id',
  title: 'title',
  artist: 'artist',
  album: 'album',
  albumArtist: 'album_artist',
  genres: 'genres',
  styles: 'styles',
  isrc: 'isrc',
  year: 'year',
  bpm: 'bpm',
  key: 'key',
  energy: 'energy',
  explicit: 'explicit',
  codec: 'codec',
  sampleRate: 'sample_rate',
  channels: 'channels',
  bitDepth: 'bit_depth',
  lengthSamples: 'length_samples',
} as const satisfies Record<keyof TrackFacts, string>;
const FIELDS = Object.entries(COLUMNS);
const SELECTED = FIELDS.map(([field, column]) => `${column} AS ${field}`).join(', ');

/** A track as SQLite holds it: lists as JSON, truth as 1 or 0. */
type TrackRow = Omit<TrackFacts, 'genres' | 'styles' | 'explicit'> & {
  readonly genres: string;
  readonly styles: string;
  readonly explicit: number | null;
};

export function libraryStore({ db, transaction }: Store): LibraryStore {
  const known = db.prepare<
    [string, string],
    { path: string; sizeBytes: number; mtimeMs: number; problem: string | null }
  >(`
    SELECT path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, problem FROM files WHERE path >= ? AND path < ?`);
  const putTrack = db.prepare<TrackRow & { digest: number }>(`
    INSERT INTO tracks (${FIELDS.map(([, column]) => column).join(', ')}, digest)
    VALUES (${FIELDS.map(([field]) => `@${field}`).join(', ')}, @digest)
    ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, ${FIELDS.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`);
  const putFile = db.prepare(`
    INSERT OR REPLACE INTO files (path, root, relative_path, size_bytes, mtime_ms, track_id, problem, folded_names)
    VALUES (@path, @root, @relativePath, @sizeBytes, @mtimeMs, @trackId, @problem, @foldedNames)`);
  const dropFile = db.prepare<[string]>('DELETE FROM files WHERE path = ?');
  const dropOrphans = db.prepare(
    'DELETE FROM tracks WHERE NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id)',
  );
  const factsById = db.prepare<[string], TrackRow>(`SELECT ${SELECTED} FROM tracks WHERE id = ?`);
  const filesOf = db.prepare<[string], FilePlace>(
    'SELECT path, relative_path AS relativePath FROM files WHERE track_id = ? ORDER BY path',
  );
  const idAt = db.prepare<[string], string | null>('SELECT track_id FROM files WHERE path = ?').pluck();
  const named = db.prepare<[string], FilePlace & { id: string }>(`
    SELECT track_id AS id, path, relative_path AS relativePath FROM files
    WHERE replace(relative_path, rtrim(relative_path, replace(relative_path, '/', '')), '') = ? AND track_id IS NOT NULL`);
  const idsByNames = db
    .prepare<[string], string>(
      'SELECT DISTINCT track_id FROM files WHERE folded_names = ? AND track_id IS NOT NULL ORDER BY track_id',
    )
    .pluck();

  return {
    knownFiles: (root) => {
      const [from, to] = rangeBelow(root);
      return new Map(
        known
          .all(from, to)
          .map(({ path, sizeBytes, mtimeMs, problem }) => [
            path,
            { sizeBytes, mtimeMs, problem: parseProblem(problem) },
          ]),
      );
    },
    record: (files) => {
      transaction(() => {
        for (const { facts, problem, path, root, relativePath, sizeBytes, mtimeMs } of files) {
          if (facts) putTrack.run({ ...rowOf(facts), digest: digestOf(facts) });
          const trackId = facts?.id ?? null;
          putFile.run({
            path,
            root,
            relativePath,
            sizeBytes,
            mtimeMs,
            trackId,
            problem: problem && canonicalJson(problem),
            foldedNames: facts === null ? '' : foldNames(completeNames(facts, relativePath)),
          });
        }
      });
    },
    forget: (paths) => {
      transaction(() => {
        for (const path of paths) dropFile.run(path);
        dropOrphans.run();
      });
    },
    tracksBelow: (folders) => {
      const below = folders.map(() => 'path >= ? AND path < ?').join(' OR ');
      const statement = db.prepare<string[], StoredRow>(`
        SELECT ${SELECTED}, digest FROM tracks
        WHERE EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id ${below === '' ? '' : `AND (${below})`}) ORDER BY id`);
      return statement.iterate(...folders.flatMap(rangeBelow));
    },
    countTracks: () => db.prepare<[], number>('SELECT count(*) FROM tracks').pluck().get()!,
    facts: (id) => {
      const row = factsById.get(id);
      return row === undefined ? null : factsOf(row);
    },
    filesOf: (id) => filesOf.all(id),
    idAt: (path) => idAt.get(path) ?? null,
    filesNamed: (name) => named.all(name),
    idsByNames: (title, artist) => idsByNames.all(foldNames({ title, artist })),
  };
}

function rowOf({ genres, styles, explicit, ...facts }: TrackFacts): TrackRow {
  return {
    ...facts,
    genres: JSON.stringify(genres),
    styles: JSON.stringify(styles),
    explicit: explicit === null ? null : Number(explicit),
  };
}

function factsOf({ genres, styles, explicit, ...facts }: TrackRow): TrackFacts {
  return {
    ...facts,
    genres: JSON.parse(genres) as string[],
    styles: JSON.parse(styles) as string[],
    explicit: explicit === null ? null : explicit === 1,
  };
}

function foldNames({ title, artist }: Names): string {
  return `${fold(title)}\n${fold(artist)}`;
}

/** The paths of all that is below a folder lie between these two. */
function rangeBelow(root: string): [from: string, to: string] {
  const folder = root.endsWith(sep) ? root.slice(0, -1) : root;
  return [folder + sep, folder + String.fromCharCode(sep.charCodeAt(0) + 1)];
}

function parseProblem(json: string | null): Problem | null {
  return json === null ? null : (JSON.parse(json) as Problem);
}
