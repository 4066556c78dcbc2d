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

type TrackRow = Omit<TrackFacts, 'genres' | 'styles'> & { readonly genres: string; readonly styles: string };

export function libraryStore({ db, transaction }: Store): LibraryStore {
  const known = db.prepare<
    [string, string],
    { path: string; sizeBytes: number; mtimeMs: number; problem: string | null }
  >(`
    SELECT path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, problem FROM files WHERE path >= ? AND path < ?`);
  const putTrack = db.prepare<TrackRow>(`
    INSERT INTO tracks (id, title, artist, album, genres, styles, isrc, codec, sample_rate, channels, bit_depth, length_samples)
    VALUES (@id, @title, @artist, @album, @genres, @styles, @isrc, @codec, @sampleRate, @channels, @bitDepth, @lengthSamples)
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, artist = excluded.artist, album = excluded.album,
      genres = excluded.genres, styles = excluded.styles, isrc = excluded.isrc, codec = excluded.codec,
      sample_rate = excluded.sample_rate, channels = excluded.channels, bit_depth = excluded.bit_depth,
      length_samples = excluded.length_samples`);
  const putFile = db.prepare(`
    INSERT OR REPLACE INTO files (path, root, relative_path, size_bytes, mtime_ms, track_id, problem)
    VALUES (@path, @root, @relativePath, @sizeBytes, @mtimeMs, @trackId, @problem)`);
  const dropFile = db.prepare<[string]>('DELETE FROM files WHERE path = ?');
  const dropOrphans = db.prepare(
    'DELETE FROM tracks WHERE NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id)',
  );
  const sound = db.prepare<[], TrackRow & { path: string; relativePath: string }>(`
    SELECT f.path, f.relative_path AS relativePath, t.id, t.title, t.artist, t.album, t.genres, t.styles, t.isrc, t.codec,
      t.sample_rate AS sampleRate, t.channels, t.bit_depth AS bitDepth, t.length_samples AS lengthSamples
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
          if (facts)
            putTrack.run({ ...facts, genres: JSON.stringify(facts.genres), styles: JSON.stringify(facts.styles) });
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
      sound.all().map(({ path, relativePath, genres, styles, ...facts }) => ({
        path,
        relativePath,
        facts: { ...facts, genres: JSON.parse(genres) as string[], styles: JSON.parse(styles) as string[] },
      })),
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
