import { dirname, resolve } from 'node:path';
import type { LibraryView } from '../library/view.ts';
import type { Order } from '../model/order.ts';
import type { Playlist } from '../model/playlist.ts';
import type { Track } from '../model/track.ts';
import { playlistFilePath, readPlaylistFile } from '../playlists/formats/index.ts';
import { matchEntries } from '../playlists/match.ts';
import { resolvePlaylist } from '../playlists/resolve.ts';
import type { Ports } from './ports.ts';

/** What an order clones: its tracks as they are in the library now, and what of it has no audio there. */
export interface CloneSource {
  readonly name: string;
  readonly tracks: readonly Track[];
  readonly missing: readonly string[];
}

/**
 * Finds what an order clones: the playlist of another order of its batch, else a playlist file (named by path, from the
 * folder of the manifest), else a stored playlist by title or id.
 */
export async function findCloneSource(
  order: Order,
  ofBatch: Playlist | null,
  folder: string,
  library: LibraryView,
  ports: Ports,
): Promise<CloneSource> {
  const wanted = order.clone!;
  if (ofBatch) return fromPlaylist(ofBatch, library);
  if (playlistFilePath(wanted) !== null) return fromFile(wanted, resolve(folder, wanted), library);
  return fromPlaylist(resolvePlaylist(ports.playlists, wanted), library);
}

async function fromFile(name: string, reference: string, library: LibraryView): Promise<CloneSource> {
  const entries = await readPlaylistFile(reference);
  const { tracks, missing } = matchEntries(entries, library, dirname(playlistFilePath(reference)!));
  return { name, tracks, missing: missing.map(({ label }) => label) };
}

function fromPlaylist(playlist: Playlist, library: LibraryView): CloneSource {
  const { tracks, missing } = inLibrary(playlist, library);
  return { name: playlist.id, tracks, missing };
}

/** The tracks of a stored playlist where the library has their files now, and the names of those that it has not. */
export function inLibrary(playlist: Playlist, library: LibraryView): { tracks: Track[]; missing: string[] } {
  const tracks: Track[] = [];
  const missing: string[] = [];
  for (const track of playlist.tracks) {
    const found = library.findById(track.id);
    if (found) tracks.push({ ...track, path: found.path });
    else missing.push([track.artist, track.title].filter(Boolean).join(' - '));
  }
  return { tracks, missing };
}
