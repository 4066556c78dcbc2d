/**
 * Playlists that are kept. In goes a finished playlist, out comes the same one, with what choosing knew of each track when
 * it was made: enough to tell of a track that the library has lost. A playlist never changes: its id comes from its content.
 */
import { framesToMs } from '../base/frames.ts';
import { fold } from '../base/text.ts';
import { playlistFrames, type KeptPlaylist } from '../model/playlist.ts';
import type { Why } from '../model/reasons.ts';
import type { KnownFacts } from '../model/track-table.ts';
import type { Store } from '../store/store.ts';
import type { PlaylistEntry } from './formats/format.ts';

export interface PlaylistSummary {
  readonly id: string;
  readonly title: string;
  /** How many. */
  readonly tracks: number;
  readonly lengthMs: number;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly clonedFrom: string | null;
}

/** An entry of an imported list of which no audio was there, and its place in that list, from 1. */
export interface WantedEntry {
  readonly position: number;
  readonly entry: PlaylistEntry;
}

/** The only writer of `playlists` and `wanted_entries`. Lists come with the oldest first. */
export interface PlaylistStore {
  /** Keeps a playlist, all of it or nothing; one whose id is there already is left as it is. */
  save(playlist: KeptPlaylist, createdAt: string, why?: Why): void;
  /** Keeps an imported list with what it lacks, in place of what was kept of the same list before. */
  saveImported(playlist: KeptPlaylist, wanted: readonly WantedEntry[], createdAt: string): void;
  /** What a playlist lacks, in its order. */
  wanted(id: string): WantedEntry[];
  /** The playlists that lack something. */
  waiting(): PlaylistSummary[];
  get(id: string): KeptPlaylist | null;
  /** The ids of its tracks, in order. */
  trackIds(id: string): string[];
  /** Why it has its tracks; null where they were not chosen, or nobody kept why. */
  why(id: string): Why | null;
  /** The tracks of playlists made from one time to before another, and when each was last in one. */
  usedBetween(from: string, to: string): { readonly id: string; readonly lastUsed: string }[];
  findByIdPrefix(prefix: string): PlaylistSummary[];
  /** By the folded title, so `Late-Night Jazz` finds `late night jazz`. */
  findByTitle(title: string): PlaylistSummary[];
  list(): PlaylistSummary[];
}

export function playlistStore({ db, transaction }: Store): PlaylistStore {
  const addPlaylist = db.prepare(
    `INSERT INTO playlists
       (id, title, folded_title, cloned_from, seed, wanted_frames, tracks, frames, created_at, reasons, track_ids, facts)
     VALUES
       (@id, @title, @foldedTitle, @clonedFrom, @seed, @wantedFrames, @tracks, @frames, @createdAt, @why, @trackIds, @facts)
     ON CONFLICT (id) DO NOTHING`,
  );
  const getPlaylist = db.prepare<
    [string],
    Omit<KeptPlaylist, 'tracks'> & { readonly trackIds: string; readonly facts: string }
  >(
    `SELECT id, title, cloned_from AS clonedFrom, seed, wanted_frames AS wantedFrames, track_ids AS trackIds, facts
     FROM playlists WHERE id = ?`,
  );
  const getTrackIds = db.prepare<[string], string>('SELECT track_ids FROM playlists WHERE id = ?').pluck();
  const dropPlaylist = db.prepare<[string]>('DELETE FROM playlists WHERE id = ?');
  const addWanted = db.prepare<[string, number, string]>(
    'INSERT INTO wanted_entries (playlist_id, position, entry) VALUES (?, ?, ?)',
  );
  const getWanted = db.prepare<[string], { position: number; entry: string }>(
    'SELECT position, entry FROM wanted_entries WHERE playlist_id = ? ORDER BY position',
  );
  const getWhy = db.prepare<[string], string | null>('SELECT reasons FROM playlists WHERE id = ?').pluck();
  const usedBetween = db.prepare<[string, string], { id: string; lastUsed: string }>(
    `SELECT value AS id, max(created_at) AS lastUsed FROM playlists, json_each(track_ids)
     WHERE created_at >= ? AND created_at < ? GROUP BY value ORDER BY value`,
  );
  const summaries = (where: string) =>
    db.prepare<string[], Omit<PlaylistSummary, 'lengthMs'> & { frames: number }>(
      `SELECT id, title, tracks, frames, created_at AS createdAt, cloned_from AS clonedFrom
       FROM playlists ${where} ORDER BY created_at, id`,
    );
  const byIdPrefix = summaries("WHERE id >= ? AND id < ? || '{'");
  const byTitle = summaries('WHERE folded_title = ?');
  const all = summaries('');
  const waiting = summaries('WHERE id IN (SELECT playlist_id FROM wanted_entries)');

  const save: PlaylistStore['save'] = ({ tracks, ...rest }, createdAt, why) => {
    addPlaylist.run({
      ...rest,
      foldedTitle: fold(rest.title),
      tracks: tracks.length,
      frames: playlistFrames(tracks),
      createdAt,
      trackIds: JSON.stringify(tracks.map(({ id }) => id)),
      facts: JSON.stringify(tracks.map(valuesOf)),
      why: why === undefined ? null : JSON.stringify(why),
    });
  };

  return {
    save,
    saveImported: (playlist, wanted, createdAt) =>
      transaction(() => {
        dropPlaylist.run(playlist.id);
        save(playlist, createdAt);
        for (const { position, entry } of wanted) addWanted.run(playlist.id, position, JSON.stringify(entry));
      }),
    wanted: (id) =>
      getWanted.all(id).map(({ position, entry }) => ({ position, entry: JSON.parse(entry) as PlaylistEntry })),
    waiting: () => waiting.all().map(toSummary),
    get: (id) => {
      const found = getPlaylist.get(id);
      if (found === undefined) return null;
      const { trackIds, facts, ...playlist } = found;
      const values = JSON.parse(facts) as FactValues[];
      return { ...playlist, tracks: (JSON.parse(trackIds) as string[]).map((id, i) => factsOf(id, values[i]!)) };
    },
    trackIds: (id) => JSON.parse(getTrackIds.get(id) ?? '[]') as string[],
    why: (id) => {
      const text = getWhy.get(id) ?? null;
      return text === null ? null : (JSON.parse(text) as Why);
    },
    usedBetween: (from, to) => usedBetween.all(from, to),
    findByIdPrefix: (prefix) => byIdPrefix.all(prefix, prefix).map(toSummary),
    findByTitle: (title) => byTitle.all(fold(title)).map(toSummary),
    list: () => all.all().map(toSummary),
  };
}

/** What is kept of a track beside its id, by its place: with their names, the facts would take twice the room. */
const FIELDS = [
  ...(['title', 'artist', 'album', 'albumArtist', 'genres', 'styles', 'year', 'bpm', 'key'] as const),
  ...(['energy', 'explicit', 'sampleRate', 'lengthSamples'] as const),
] satisfies (keyof KnownFacts)[];

type FactValues = readonly KnownFacts[(typeof FIELDS)[number]][];

function valuesOf(track: KnownFacts): FactValues {
  return FIELDS.map((field) => track[field]);
}

function factsOf(id: string, values: FactValues): KnownFacts {
  return { id, ...Object.fromEntries(FIELDS.map((field, place) => [field, values[place]])) } as unknown as KnownFacts;
}

function toSummary({ frames, ...rest }: Omit<PlaylistSummary, 'lengthMs'> & { frames: number }): PlaylistSummary {
  const { id, title, tracks, createdAt, clonedFrom } = rest;
  return { id, title, tracks, lengthMs: framesToMs(frames), createdAt, clonedFrom };
}
