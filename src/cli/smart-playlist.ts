import { readFile, stat } from 'node:fs/promises';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { problem, type Problem } from '../base/problem.ts';
import type { Search } from '../library/search.ts';
import type { Track } from '../model/track.ts';
import { readSmartPlaylist, type SmartPlaylist } from '../model/query/nsp.ts';

const MAX_FILE_BYTES = 4 << 20;

/** Reads a smart playlist of Navidrome from a file, with its problems as those of other files. Throws `rules-unreadable`. */
export async function loadSmartPlaylist(
  path: string,
): Promise<{ readonly playlist: SmartPlaylist; readonly problems: readonly Problem[] }> {
  const playlist = readSmartPlaylist(await readText(path));
  return {
    playlist,
    problems: playlist.problems.map(({ path: place, message, hint }) =>
      problem('rule-unknown', `${place}: ${message}`, { file: path, hint }),
    ),
  };
}

/** How many tracks a limit leaves, where that may be a share of those that fit; null: all. */
export function limitIn(
  search: Search,
  { query, limit, limitPercent }: Pick<SmartPlaylist, 'query' | 'limit' | 'limitPercent'>,
): number | null {
  if (limitPercent === null) return limit;
  const share = Math.max(1, Math.floor((search.count(query) * limitPercent) / 100));
  return Math.min(share, limit ?? share);
}

/** The list that a smart playlist gives now: tracks with audio, in its order, as many as its limit leaves. */
export function listNow(search: Search, playlist: SmartPlaylist): Track[] {
  const most = limitIn(search, playlist) ?? Infinity;
  const tracks: Track[] = [];
  for (const track of search.find(playlist.query, playlist.sort.length > 0 ? { sort: playlist.sort } : {})) {
    if (tracks.length >= most) break;
    if (track.path !== '') tracks.push(track);
  }
  return tracks;
}

async function readText(path: string): Promise<string> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new Error('it is not a file');
    if (info.size > MAX_FILE_BYTES) throw new Error('it is too large for a smart playlist');
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('rules-unreadable', `can't read the smart playlist ${path}: ${systemErrorReason(error)}`, {
      hint: 'give the path of a .nsp file',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}
