import { sep } from 'node:path';
import { canonicalJson } from '../base/hash.ts';
import { contentId } from '../base/ids.ts';
import type { Problem } from '../base/problem.ts';
import { fold } from '../base/text.ts';
import { digestOf, type KnownFacts } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';
import { completeNames, type Names } from './file-names.ts';
import type { TrackFacts } from './read-track.ts';
import {
  COLUMNS,
  FIELDS,
  NAMED_COLUMNS,
  PLACE_FIELDS,
  factsOf,
  rowOf,
  type Content,
  type StoredTrack,
} from './stored-track.ts';
import type { FoundFile } from './walk.ts';

/** The tables `files` (one row a file) and `tracks` (one row a content, in however many files). Nothing else writes them. */

/** A file of which the store knows the content. */
export interface KnownFile {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly problem: Problem | null;
  readonly trackId: string | null;
}

/** A file that has been read: its facts, or why there are none, or both where the problem is a warning. */
export interface ScannedFile extends FoundFile {
  readonly root: string;
  /** With the id that its content makes for it; the store knows whether it goes by another one. */
  readonly facts: TrackFacts | null;
  /** What its audio is known by whatever its tags are. */
  readonly audio?: string | null;
  readonly problem: Problem | null;
}

/** Where a track lies. */
export interface FilePlace {
  readonly path: string;
  /** From the folder that was scanned. */
  readonly relativePath: string;
}

/** What the table of all tracks leaves out of one. */
export type StoredPlace = FilePlace & Omit<TrackFacts, keyof KnownFacts>;

/** What is known of a track without a file. */
export type NamedTrack = Pick<
  TrackFacts,
  | 'title'
  | 'artist'
  | 'album'
  | 'albumArtist'
  | 'genres'
  | 'styles'
  | 'isrc'
  | 'year'
  | 'bpm'
  | 'key'
  | 'energy'
  | 'explicit'
> & { readonly lengthMs: number | null };

/** Ids of the tracks that were not known, and of those that are missing because another content took their place. */
export interface Recorded {
  readonly fresh: readonly string[];
  readonly replaced: readonly string[];
}

export interface LibraryStore {
  /** The known files below a folder, by their paths. */
  knownFiles(root: string): Map<string, KnownFile>;
  /**
   * Takes up files, or what is new of them, in one transaction. Tracks of which no file is left are missing: they stay, with
   * the path of the last one.
   */
  record(files: readonly ScannedFile[]): Recorded;
  /** Forgets files in one transaction, and gives the ids of the tracks that are missing since. */
  forget(paths: Iterable<string>): string[];
  /** Missing tracks of which the audio lies where they last were, under another id; and whether that has no other file. */
  returned(): { readonly former: string; readonly heir: string; readonly isOnlyFile: boolean }[];
  /** What the audio of a track is known by; of one that was read before that was kept, its length and names. */
  audioOf(id: string): { readonly audio: string | null; readonly facts: string };
  /** Gives what is known of a track, and its files, to a former one, under whose id they go on. */
  passOn(heir: string, former: string): void;
  /** Forgets tracks of which no file is left and no catalogue tells. */
  dropUnused(ids: Iterable<string>): void;
  /** Forgets the missing tracks that were last below one of the folders, and tells how many. */
  prune(folders: readonly string[]): number;
  /** All missing tracks, in order of the paths of their last files. */
  missing(): { readonly facts: TrackFacts; readonly lastPath: string }[];
  /** Paths of the files of a track. */
  pathsOf(id: string | null): string[];
  /** What the table of all tracks leaves out of one, with each of its files. */
  placesOf(id: string): StoredPlace[];
  /** A track with each of its files. */
  filesOf(id: string): (FilePlace & { readonly facts: TrackFacts })[];
  idAt(path: string): string | null;
  /** Size and time of a file when it was read last; null for one that never was. */
  stampAt(path: string): Pick<KnownFile, 'sizeBytes' | 'mtimeMs'> | null;
  /** Where the last file of a track lay; null for one that has a file, or that nobody knows. */
  lastPath(id: string): string | null;
  /** Ids of the tracks that have a file of that name, and where it lies. */
  filesNamed(name: string): (FilePlace & { readonly id: string })[];
  idsByNames(title: string, artist: string): string[];
  idsByIsrc(isrc: string): string[];
  idsByMusicbrainzId(uuid: string): string[];
  /** Whether anything is known of a track, with audio or without. */
  has(id: string): boolean;
  /** The ids of all tracks. */
  ids(): Iterable<string>;
  /** Whatever is known of a track, with audio or without. */
  facts(id: string): TrackFacts | null;
  /** Changes what is known of a track with a file. */
  put(facts: TrackFacts, digest: number): void;
  /** Takes up a track that has no file, or what is new of it; its length counts in milliseconds, 0 where none is told. */
  putNamed(id: string, told: NamedTrack): void;
  /** What tracks are found by that only catalogues name. Nothing may be written while they are read. */
  named(): Iterable<Pick<NamedTrack, 'title' | 'artist' | 'isrc' | 'lengthMs'> & { readonly id: string }>;
  /** Forgets a track that has no file. */
  drop(id: string): void;
}

export function libraryStore({ db, transaction }: Store): LibraryStore {
  const known = db.prepare<
    [string, string],
    { path: string; sizeBytes: number; mtimeMs: number; problem: string | null; trackId: string | null }
  >(`
    SELECT path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, problem, track_id AS trackId
    FROM files WHERE path >= ? AND path < ?`);
  const putTrack = db.prepare<StoredTrack & Content & { digest: number }>(`
    INSERT INTO tracks (${FIELDS.map(([, column]) => column).join(', ')}, digest, content, audio)
    VALUES (${FIELDS.map(([field]) => `@${field}`).join(', ')}, @digest, @content, @audio)
    ON CONFLICT (id) DO UPDATE SET last_path = NULL, digest = excluded.digest, content = coalesce(excluded.content, content),
      audio = coalesce(excluded.audio, audio), ${FIELDS.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`);
  const has = db.prepare<[string], number>('SELECT 1 FROM tracks WHERE id = ?').pluck();
  const idOfContent = db.prepare<[string], string>('SELECT id FROM tracks WHERE content = ?').pluck();
  const contentOf = db.prepare<[string], Content & { facts: string }>(
    `SELECT content, audio, json_array(codec, sample_rate, channels, length_samples, title, artist) AS facts
     FROM tracks WHERE id = ?`,
  );
  const passFiles = db.prepare<[string, string]>('UPDATE files SET track_id = ? WHERE track_id = ?');
  const putFile = db.prepare(`
    INSERT OR REPLACE INTO files (path, root, relative_path, size_bytes, mtime_ms, track_id, problem, folded_names)
    VALUES (@path, @root, @relativePath, @sizeBytes, @mtimeMs, @trackId, @problem, @foldedNames)`);
  const dropFile = db.prepare<[string]>('DELETE FROM files WHERE path = ?');
  const hasNoFile = 'NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id)';
  // What catalogues tell of stays without its file.
  const isUntold = 'NOT EXISTS (SELECT 1 FROM enrichments WHERE track_id = tracks.id AND told IS NOT NULL)';
  const markMissing = db.prepare<[string, string]>(`UPDATE tracks SET last_path = ? WHERE id = ? AND ${hasNoFile}`);
  const dropTrack = db.prepare<[string]>(`DELETE FROM tracks WHERE id = ? AND ${hasNoFile} AND ${isUntold}`);
  const pathsOf = db
    .prepare<[string | null], string>('SELECT path FROM files WHERE track_id = ? ORDER BY path')
    .pluck();
  const allFields = FIELDS.map(([field, column]) => `t.${column} AS ${field}`).join(', ');
  const factsById = db.prepare<[string], StoredTrack>(`SELECT ${allFields} FROM tracks t WHERE t.id = ?`);
  const idsByIsrc = db.prepare<[string], string>('SELECT id FROM tracks WHERE isrc = ? ORDER BY id').pluck();
  const idsByMusicbrainzId = db
    .prepare<[string, string], string>(
      'SELECT id FROM tracks WHERE musicbrainz_recording_id = ? UNION SELECT id FROM tracks WHERE musicbrainz_track_id = ?',
    )
    .pluck();
  // By place, for a catalogue has millions of them.
  const putNamed = db.prepare<(string | number | null)[]>(`
    INSERT INTO tracks (${NAMED_COLUMNS.join(', ')}, sample_rate, channels, codec, digest)
    VALUES (${NAMED_COLUMNS.map(() => '?').join(', ')}, 1000, 2, '', 0)
    ON CONFLICT (id) DO UPDATE SET sample_rate = 1000, channels = 2, bit_depth = NULL, codec = '', digest = 0,
      ${NAMED_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`);
  const drop = db.prepare<[string]>('DELETE FROM tracks WHERE id = ?');
  const filesOf = db.prepare<[string], StoredTrack & FilePlace>(`
    SELECT ${allFields}, f.path, f.relative_path AS relativePath
    FROM tracks t JOIN files f ON f.track_id = t.id WHERE t.id = ?`);
  const placesOf = db.prepare<[string], StoredPlace>(`
    SELECT f.path, f.relative_path AS relativePath, ${PLACE_FIELDS.map((field) => `t.${COLUMNS[field]} AS ${field}`).join(', ')}
    FROM tracks t JOIN files f ON f.track_id = t.id WHERE t.id = ?`);
  const idAt = db.prepare<[string], string | null>('SELECT track_id FROM files WHERE path = ?').pluck();
  const stampAt = db.prepare<[string], { sizeBytes: number; mtimeMs: number }>(
    'SELECT size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM files WHERE path = ?',
  );
  const lastPath = db.prepare<[string], string | null>('SELECT last_path FROM tracks WHERE id = ?').pluck();
  const named = db.prepare<[string], FilePlace & { id: string }>(`
    SELECT track_id AS id, path, relative_path AS relativePath FROM files
    WHERE replace(relative_path, rtrim(relative_path, replace(relative_path, '/', '')), '') = ? AND track_id IS NOT NULL`);
  const idsByNames = db
    .prepare<[string], string>(
      'SELECT DISTINCT track_id FROM files WHERE folded_names = ? AND track_id IS NOT NULL ORDER BY track_id',
    )
    .pluck();

  /** Takes up what a file tells, and gives the id of the track that it is. */
  const take = (facts: TrackFacts, audio: string | null, fresh: string[]): string => {
    const known = idOfContent.get(facts.id);
    let id = known ?? facts.id;
    if (known === undefined) {
      // A track that began with this content may tell another one now.
      while (has.get(id) !== undefined) id = contentId('track', id);
      fresh.push(id);
    }
    const own = { ...facts, id };
    putTrack.run({ ...rowOf(own), content: facts.id, audio, digest: digestOf(own) });
    return id;
  };

  return {
    knownFiles: (root) => {
      const [from, to] = rangeBelow(root);
      return new Map(
        known.all(from, to).map(({ path, problem, ...file }) => [path, { ...file, problem: parseProblem(problem) }]),
      );
    },
    record: (files) => {
      const [fresh, replaced]: [string[], string[]] = [[], []];
      transaction(() => {
        for (const { facts, audio, problem, path, root, relativePath, sizeBytes, mtimeMs } of files) {
          const trackId = facts === null ? null : take(facts, audio ?? null, fresh);
          const before = idAt.get(path) ?? null;
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
          if (before === null || before === trackId) continue;
          if (markMissing.run(path, before).changes > 0 && trackId !== null) replaced.push(before);
        }
      });
      return { fresh, replaced };
    },
    forget: (paths) =>
      transaction(() =>
        [...paths].flatMap((path) => {
          const id = idAt.get(path) ?? null;
          dropFile.run(path);
          return id !== null && markMissing.run(path, id).changes > 0 ? id : [];
        }),
      ),
    returned: () =>
      db
        .prepare<[], { former: string; heir: string; isOnlyFile: number }>(
          `SELECT m.id AS former, t.id AS heir,
             NOT EXISTS (SELECT 1 FROM files WHERE track_id = t.id AND path <> f.path) AS isOnlyFile
           FROM tracks m JOIN files f ON f.path = m.last_path JOIN tracks t ON t.id = f.track_id
           WHERE m.last_path IS NOT NULL AND t.id <> m.id AND (t.audio = m.audio OR m.audio IS NULL AND t.codec = m.codec
             AND t.sample_rate = m.sample_rate AND t.channels = m.channels AND t.length_samples = m.length_samples)
           ORDER BY m.last_path, m.id`,
        )
        .all()
        .map(({ isOnlyFile, ...ids }) => ({ ...ids, isOnlyFile: isOnlyFile === 1 })),
    audioOf: (id) => contentOf.get(id)!,
    passOn: (heir, former) => {
      const facts = { ...factsOf(factsById.get(heir)!), id: former };
      const { content, audio } = contentOf.get(heir)!;
      putTrack.run({ ...rowOf(facts), content, audio, digest: digestOf(facts) });
      passFiles.run(former, heir);
      drop.run(heir);
    },
    dropUnused: (ids) => transaction(() => [...ids].forEach((id) => dropTrack.run(id))),
    prune: (folders) => {
      const drop = db.prepare<[string, string]>(
        `DELETE FROM tracks WHERE last_path >= ? AND last_path < ? AND ${hasNoFile}`,
      );
      return transaction(() => folders.reduce((sum, folder) => sum + drop.run(...rangeBelow(folder)).changes, 0));
    },
    missing: () =>
      db
        .prepare<[], StoredTrack & { readonly lastPath: string }>(
          `SELECT ${allFields}, t.last_path AS lastPath FROM tracks t WHERE t.last_path IS NOT NULL ORDER BY t.last_path, t.id`,
        )
        .all()
        .map(({ lastPath, ...row }) => ({ lastPath, facts: factsOf(row) })),
    pathsOf: (id) => pathsOf.all(id),
    filesOf: (id) =>
      filesOf.all(id).map(({ path, relativePath, ...row }) => ({ path, relativePath, facts: factsOf(row) })),
    placesOf: (id) => placesOf.all(id),
    idAt: (path) => idAt.get(path) ?? null,
    stampAt: (path) => stampAt.get(path) ?? null,
    lastPath: (id) => lastPath.get(id) ?? null,
    filesNamed: (name) => named.all(name),
    idsByNames: (title, artist) => idsByNames.all(foldNames({ title, artist })),
    idsByIsrc: (isrc) => idsByIsrc.all(isrc),
    idsByMusicbrainzId: (uuid) => idsByMusicbrainzId.all(uuid, uuid),
    has: (id) => has.get(id) !== undefined,
    ids: () => db.prepare<[], string>('SELECT id FROM tracks').pluck().iterate(),
    facts: (id) => {
      const row = factsById.get(id);
      return row === undefined ? null : factsOf(row);
    },
    put: (facts, digest) => void putTrack.run({ ...rowOf(facts), content: null, audio: null, digest }),
    putNamed: (
      id,
      { title, artist, album, albumArtist, genres, styles, isrc, year, bpm, key, energy, explicit, lengthMs },
    ) =>
      void putNamed.run(
        id,
        title,
        artist,
        album,
        albumArtist,
        JSON.stringify(genres),
        JSON.stringify(styles),
        isrc,
        year,
        bpm,
        key,
        energy,
        explicit === null ? null : Number(explicit),
        lengthMs ?? 0,
      ),
    named: () =>
      db
        .prepare<[], Pick<NamedTrack, 'title' | 'artist' | 'isrc' | 'lengthMs'> & { readonly id: string }>(
          `SELECT id, title, artist, isrc, nullif(length_samples, 0) AS lengthMs FROM tracks WHERE codec = ''`,
        )
        .iterate(),
    drop: (id) => void drop.run(id),
  };
}

function foldNames({ title, artist }: Names): string {
  return `${fold(title)}\n${fold(artist)}`;
}

/** The paths of all that is below a folder lie between these two. */
export function rangeBelow(root: string): [from: string, to: string] {
  const folder = root.endsWith(sep) ? root.slice(0, -1) : root;
  return [folder + sep, folder + String.fromCharCode(sep.charCodeAt(0) + 1)];
}

function parseProblem(json: string | null): Problem | null {
  return json === null ? null : (JSON.parse(json) as Problem);
}
