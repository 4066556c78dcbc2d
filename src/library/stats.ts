import type { Problem } from '../base/problem.ts';
import type { Store } from '../store/store.ts';
import { countGenres, sum, type Amount, type GenreCounts, type TaggedAmount } from './genres.ts';
import { NO_CODEC } from './recordings.ts';
import { refreshSearch, type RefreshOptions } from './search/search-store.ts';

/** What a library has, in numbers. */
export interface LibraryStats extends Amount {
  /** Of the tracks: those with a file, and those of which no file is there now. */
  readonly withAudio: number;
  readonly missing: number;
  /** How many are of known loudness: by their tags (ReplayGain or R128), or measured. */
  readonly withLoudness: number;
  /** Several tracks of one recording: how many recordings, and how many tracks they are together. */
  readonly duplicates: { readonly recordings: number; readonly tracks: number };
  /** The most frequent first. */
  readonly formats: readonly FormatAmount[];
  readonly genres: GenreCounts['genres'];
  /** Genres that belong to none of the tree. */
  readonly free: GenreCounts['free'];
  readonly untagged: Amount;
  /** Of the files, in order of their paths. */
  readonly problems: readonly Problem[];
}

export interface FormatAmount extends Amount {
  /** Null, as the sample rate, for tracks that never had audio here. */
  readonly codec: string | null;
  readonly sampleRate: number | null;
}

interface Row extends Amount {
  readonly codec: string;
  readonly sampleRate: number;
  /** Of which the loudness is known. */
  readonly withLoudness: number;
  readonly genres: string;
  readonly styles: string;
}

/** Counts a library. Tracks without a file count too. */
export function libraryStats(store: Store, options: RefreshOptions = {}): LibraryStats {
  refreshSearch(store, options);
  const { db } = store;
  const rows = db
    .prepare<[], Row>(
      `SELECT genres, styles, codec, sample_rate AS sampleRate, count(*) AS tracks, sum(gain_db IS NOT NULL OR id IN (SELECT track_id FROM loudness)) AS withLoudness,
         sum(CAST(round(length_samples * 1000.0 / sample_rate) AS INTEGER)) AS lengthMs
       FROM tracks GROUP BY genres, styles, codec, sample_rate`,
    )
    .all();
  const { tracks, lengthMs, genres, free, untagged } = countGenres(taggedAmounts(rows));
  const withLoudness = rows.reduce((total, row) => total + row.withLoudness, 0);
  const missing = db.prepare<[], number>("SELECT count(*) FROM search_texts WHERE path = ''").pluck().get()!;
  const duplicates = db
    .prepare<[], { recordings: number; tracks: number }>(
      `SELECT count(*) AS recordings, ifnull(sum(tracks), 0) AS tracks FROM (
         SELECT count(*) AS tracks FROM search_texts WHERE recording IS NOT NULL GROUP BY recording HAVING count(*) > 1)`,
    )
    .get()!;
  const problems = db
    .prepare<[], string>('SELECT problem FROM files WHERE problem IS NOT NULL ORDER BY path')
    .pluck()
    .all();
  return {
    ...{ tracks, withAudio: tracks - missing, missing, lengthMs, withLoudness, duplicates },
    ...{ formats: formatsOf(rows), genres, free, untagged },
    problems: problems.map((json) => JSON.parse(json) as Problem),
  };
}

function taggedAmounts(rows: readonly Row[]): TaggedAmount[] {
  return rows.map(({ genres, styles, tracks, lengthMs }) => ({
    ...{ tracks, lengthMs, genres: JSON.parse(genres) as string[], styles: JSON.parse(styles) as string[] },
  }));
}

function formatsOf(rows: readonly Row[]): FormatAmount[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.codec}\n${row.sampleRate}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const formats = [...groups.values()].map((group) => ({
    ...(group[0]!.codec === NO_CODEC
      ? { codec: null, sampleRate: null }
      : { codec: group[0]!.codec, sampleRate: group[0]!.sampleRate }),
    ...sum(group),
  }));
  return formats.sort((a, b) => b.tracks - a.tracks);
}
