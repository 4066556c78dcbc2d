import { sep } from 'node:path';
import { canonicalJson } from '../base/hash.ts';
import type { Problem } from '../base/problem.ts';
import type { Store } from '../store/store.ts';
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

/** A file with sound audio. */
export interface StoredFile {
  readonly path: string;
  readonly relativePath: string;
  readonly facts: TrackFacts;
}

export interface LibraryStore {
  /** The known files below a folder, by their paths. */
  knownFiles(root: string): Map<string, KnownFile>;
  /** Takes up files, or what is new of them, in one transaction. */
  record(files: readonly ScannedFile[]): void;
  /** Forgets files, and the tracks of which none is left, in one transaction. */
  forget(paths: Iterable<string>): void;
  /** All files with sound audio, in order of their paths. */
  soundFiles(): StoredFile[];
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
  const putTrack = db.prepare<TrackRow>(`
    INSERT INTO tracks (${FIELDS.map(([, column]) => column).join(', ')})
    VALUES (${FIELDS.map(([field]) => `@${field}`).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${FIELDS.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`);
  const putFile = db.prepare(`
    INSERT OR REPLACE INTO files (path, root, relative_path, size_bytes, mtime_ms, track_id, problem)
    VALUES (@path, @root, @relativePath, @sizeBytes, @mtimeMs, @trackId, @problem)`);
  const dropFile = db.prepare<[string]>('DELETE FROM files WHERE path = ?');
  const dropOrphans = db.prepare(
    'DELETE FROM tracks WHERE NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id)',
  );
  const sound = db.prepare<[], TrackRow & { path: string; relativePath: string }>(`
    SELECT f.path, f.relative_path AS relativePath, ${FIELDS.map(([field, column]) => `t.${column} AS ${field}`).join(', ')}
    FROM files f JOIN tracks t ON t.id = f.track_id ORDER BY f.path`);

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
          if (facts) putTrack.run(rowOf(facts));
          const trackId = facts?.id ?? null;
          putFile.run({
            path,
            root,
            relativePath,
            sizeBytes,
            mtimeMs,
            trackId,
            problem: problem && canonicalJson(problem),
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
    soundFiles: () =>
      sound.all().map(({ path, relativePath, ...row }) => ({ path, relativePath, facts: factsOf(row) })),
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

/** The paths of all that is below a folder lie between these two. */
function rangeBelow(root: string): [from: string, to: string] {
  const folder = root.endsWith(sep) ? root.slice(0, -1) : root;
  return [folder + sep, folder + String.fromCharCode(sep.charCodeAt(0) + 1)];
}

function parseProblem(json: string | null): Problem | null {
  return json === null ? null : (JSON.parse(json) as Problem);
}
