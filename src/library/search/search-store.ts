import type { Store } from '../../store/store.ts';
import { libraryStore } from '../library-store.ts';
import { findWholeTrack } from '../whole-track.ts';
import { searchRows, type SearchFacts, type SearchRow, type SearchTexts } from './search-row.ts';

/**
 * The tables of the search, made from `tracks` and `files`. Whatever changes there puts the track into `search_news`, by
 * triggers; nothing else writes these tables.
 */

export interface RefreshProgress {
  readonly done: number;
  readonly total: number;
}

export interface RefreshOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RefreshProgress) => void;
}

/** Each of many writes about the same pages of the indexes anew, each of few keeps others waiting. */
const TRACKS_A_TRANSACTION = 20_000;
/** Pages of the indexes in memory while many tracks come in, in KiB. */
const CACHE_KIB = 200_000;

/** A track of which the rows are not up to date. */
interface News {
  readonly place: number;
  readonly id: string;
}

const FACTS = {
  id: 'id',
  year: 'year',
  bpm: 'bpm',
  key: 'key',
  energy: 'energy',
  lengthMs: 'length_ms',
  explicit: 'explicit',
  sampleRate: 'sample_rate',
  bitDepth: 'bit_depth',
  channels: 'channels',
} as const satisfies Record<keyof SearchFacts, string>;

const WORDS = {
  title: 'title',
  artist: 'artist',
  credits: 'credits',
  album: 'album',
  albumArtist: 'album_artist',
  genres: 'genres',
  styles: 'styles',
  isrc: 'isrc',
} as const satisfies Partial<Record<keyof SearchTexts, string>>;

const TEXTS = { ...WORDS, path: 'path', codec: 'codec' } as const satisfies Record<keyof SearchTexts, string>;

/**
 * Brings the tables of the search up to date with the library; next to nothing to do where they are. What is done when
 * `signal` is aborted is kept, and its reason thrown.
 */
export function refreshSearch(store: Store, { signal, onProgress }: RefreshOptions = {}): void {
  const { db } = store;
  const total = db.prepare<[], number>('SELECT count(*) FROM search_news').pluck().get()!;
  if (total === 0) return;
  if (total > TRACKS_A_TRANSACTION) db.pragma(`cache_size = -${CACHE_KIB}`);
  const next = db.prepare<[], News>(
    `SELECT rowid AS place, id FROM search_news ORDER BY rowid LIMIT ${TRACKS_A_TRANSACTION}`,
  );
  const forget = db.prepare<[number]>('DELETE FROM search_news WHERE rowid <= ?');
  const write = searchWriter(store);
  // Asked for where others can't write: places are given anew once all are taken.
  const takeSome = (): number => {
    const news = next.all();
    new Set(news.map(({ id }) => id)).forEach(write);
    forget.run(news.at(-1)?.place ?? 0);
    return news.length;
  };
  let done = 0;
  let taken: number;
  do {
    signal?.throwIfAborted();
    taken = store.transaction(takeSome);
    done += taken;
    onProgress?.({ done, total: Math.max(done, total) });
  } while (taken === TRACKS_A_TRANSACTION);
}

/** Puts the rows of a track in the place of its old ones, if it is there still. */
function searchWriter(store: Store): (id: string) => void {
  const { db } = store;
  const library = libraryStore(store);
  const rowOf = searchRows();
  const old = db.prepare<[string], { number: number; genreKeys: string }>(`
    SELECT number, genre_keys AS genreKeys FROM search CROSS JOIN search_texts USING (number) WHERE id = ?`);
  const drops = [
    db.prepare('DELETE FROM search WHERE number = ?'),
    db.prepare('DELETE FROM search_texts WHERE number = ?'),
    db.prepare('DELETE FROM search_words WHERE rowid = ?'),
  ];
  const dropGenre = db.prepare('DELETE FROM search_genres WHERE name = ? AND number = ?');
  const putFacts = db.prepare(`INSERT INTO search ${valuesOf(FACTS)}`);
  const putTexts = db.prepare(
    `INSERT INTO search_texts ${valuesOf({ ...TEXTS, number: 'number', genreKeys: 'genre_keys', recording: 'recording' })}`,
  );
  const putWords = db.prepare(`INSERT INTO search_words ${valuesOf({ ...WORDS, number: 'rowid' })}`);
  const putGenre = db.prepare('INSERT INTO search_genres (name, number, year, bpm, length_ms) VALUES (?, ?, ?, ?, ?)');

  const drop = ({ number, genreKeys }: { number: number; genreKeys: string }): void => {
    for (const statement of drops) statement.run(number);
    for (const name of JSON.parse(genreKeys) as string[]) dropGenre.run(name, number);
  };
  const put = ({ facts, texts, recording, genreKeys }: SearchRow): void => {
    const number = putFacts.run(facts).lastInsertRowid;
    putTexts.run({ number, ...texts, recording, genreKeys: JSON.stringify(genreKeys) });
    putWords.run({ number, ...texts });
    for (const name of genreKeys) putGenre.run(name, number, facts.year, facts.bpm, facts.lengthMs);
  };
  return (id) => {
    const before = old.get(id);
    if (before) drop(before);
    const track = findWholeTrack(library, id);
    if (track) put(rowOf(track));
  };
}

function valuesOf(columns: Readonly<Record<string, string>>): string {
  const values = Object.keys(columns).map((name) => `@${name}`);
  return `(${Object.values(columns).join(', ')}) VALUES (${values.join(', ')})`;
}
