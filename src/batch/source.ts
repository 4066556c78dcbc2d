import { dirname, resolve } from 'node:path';
import type { LibraryView } from '../library/view.ts';
import type { Order } from '../model/order.ts';
import type { Playlist } from '../model/playlist.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import { playlistFilePath, readPlaylistFile } from '../playlists/formats/index.ts';
import type { PlaylistEntry } from '../playlists/formats/format.ts';
import { labelOf, matchEntries } from '../playlists/match.ts';
import type { WantedEntry } from '../playlists/playlist-store.ts';
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
  if (ofBatch) return fromPlaylist(ofBatch, library, ports);
  if (playlistFilePath(wanted) !== null) return fromFile(wanted, resolve(folder, wanted), library);
  return fromPlaylist(resolvePlaylist(ports.playlists, wanted), library, ports);
}

async function fromFile(name: string, reference: string, library: LibraryView): Promise<CloneSource> {
  const entries = await readPlaylistFile(reference);
  const { tracks, missing } = matchEntries(entries, library, dirname(playlistFilePath(reference)!));
  return { name, tracks, missing: missing.map(({ label }) => label) };
}

function fromPlaylist(playlist: Playlist, library: LibraryView, { playlists }: Ports): CloneSource {
  const { tracks, missing } = inLibrary(playlist, library, playlists.wanted(playlist.id));
  return { name: playlist.id, tracks, missing: missing.map(labelOf) };
}

/**
 * The tracks of a stored playlist where the library has their files now, and those that it has not. What an imported list
 * still lacked is looked up again, for its audio may have come.
 */
export function inLibrary(
  playlist: Playlist,
  library: LibraryView,
  wanted: readonly WantedEntry[] = [],
): { tracks: Track[]; missing: PlaylistEntry[] } {
  const tracks: Track[] = [];
  const missing: PlaylistEntry[] = [];
  const lacking = new Map(wanted.map(({ position, entry }) => [position, entry]));
  const stored = playlist.tracks.values();
  for (let position = 1; position <= playlist.tracks.length + lacking.size; position++) {
    const entry = lacking.get(position);
    const track = entry === undefined ? stored.next().value! : null;
    const found =
      track === null
        ? matchEntries({ title: '', entries: [entry!] }, library, '/').tracks[0]
        : library.findById(track.id);
    if (found === undefined) missing.push(entry ?? entryOf(track!));
    else tracks.push(track === null ? found : { ...track, path: found.path });
  }
  return { tracks, missing };
}

function entryOf({ path, title, artist, album, isrc, ...rest }: Track): PlaylistEntry {
  return { location: path, title, artist, album, lengthMs: trackLengthMs(rest), ...(isrc === null ? {} : { isrc }) };
}
