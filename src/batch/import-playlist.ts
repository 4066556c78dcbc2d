import { isoTime, type Clock } from '../base/clock.ts';
import { contentId } from '../base/ids.ts';
import type { LibraryView } from '../library/view.ts';
import type { Playlist } from '../model/playlist.ts';
import type { PlaylistEntries } from '../playlists/formats/format.ts';
import { matchEntries, type EntryMatch, type MatchOptions } from '../playlists/match.ts';
import { playlistStore } from '../playlists/playlist-store.ts';
import type { Store } from '../store/store.ts';

/** Where a list comes from, and how it is matched. */
export interface ListOrigin extends MatchOptions {
  /** What it is called. */
  readonly title: string;
  /** Name of its file. */
  readonly file: string;
  /** The folder of its file, where relative paths start. */
  readonly folder: string;
}

export interface ImportedPlaylist {
  readonly playlist: Playlist;
  /** Each entry with the track that it is, or what comes near. */
  readonly matches: readonly EntryMatch[];
}

/** Keeps a list of a playlist file, matched to the library: entries without audio wait in it. The same list is kept once. */
export function importPlaylist(
  store: Store,
  library: LibraryView,
  list: PlaylistEntries,
  { title, file, folder, ...matching }: ListOrigin,
  clock: Clock,
): ImportedPlaylist {
  const { tracks, matches } = matchEntries(list, library, folder, matching);
  const playlist: Playlist = {
    ...{ id: contentId('playlist', title, { imported: list.entries }), title, clonedFrom: file },
    ...{ seed: null, wantedFrames: null, tracks },
  };
  const missing = matches.filter(({ track }) => track === null);
  playlistStore(store).saveImported(playlist, missing, isoTime(clock()));
  return { playlist, matches };
}
