import { basename, dirname, extname, resolve } from 'node:path';
import { AppError, ExitCode } from '../base/errors.ts';
import type { LibraryView } from '../library/view.ts';
import type { Brief } from '../model/brief.ts';
import type { KeptPlaylist, Playlist } from '../model/playlist.ts';
import type { KnownFacts } from '../model/track-table.ts';
import { trackLengthMs, type Track } from '../model/track.ts';
import { playlistFilePath, readPlaylistFile } from '../playlists/formats/index.ts';
import type { PlaylistEntry } from '../playlists/formats/format.ts';
import { labelOf, matchEntries } from '../playlists/match.ts';
import type { PlaylistStore, WantedEntry } from '../playlists/playlist-store.ts';
import { resolvePlaylist } from '../playlists/resolve.ts';

/** What is cloned: its tracks as they are in the library now, and what of it has no audio there. */
export interface CloneSource {
  /** Id of a playlist, or what the file was called by. */
  readonly name: string;
  readonly title: string;
  readonly tracks: readonly Track[];
  readonly missing: readonly string[];
  /** What its tracks were chosen by, or null where nobody kept that. */
  readonly brief: Brief | null;
}

/**
 * Finds what is cloned: the playlist of another order of the batch, else a playlist file (named by its path from
 * `folder`), else a stored playlist by title or id.
 */
export async function findCloneSource(
  wanted: string,
  ofBatch: KeptPlaylist | null,
  folder: string,
  library: LibraryView,
  playlists: PlaylistStore,
): Promise<CloneSource> {
  if (ofBatch) return fromPlaylist(ofBatch, library, playlists);
  if (playlistFilePath(wanted) !== null) return fromFile(wanted, resolve(folder, wanted), library);
  return fromPlaylist(resolvePlaylist(playlists, wanted), library, playlists);
}

async function fromFile(name: string, reference: string, library: LibraryView): Promise<CloneSource> {
  const file = await readPlaylistFile(reference);
  const path = playlistFilePath(reference)!;
  const { tracks, missing } = matchEntries(file, library, dirname(path));
  const title = file.title === '' ? basename(path, extname(path)) : file.title;
  return { name, title, tracks, missing: missing.map(({ label }) => label), brief: null };
}

function fromPlaylist(playlist: KeptPlaylist, library: LibraryView, playlists: PlaylistStore): CloneSource {
  const { id, title } = playlist;
  const { tracks, missing } = inLibrary(playlist, library, playlists.wanted(id));
  return { name: id, title, tracks, missing: missing.map(labelOf), brief: briefBehind(playlist, playlists) };
}

/** The brief of a playlist, or of the one that it is a copy of. */
function briefBehind(playlist: KeptPlaylist, playlists: PlaylistStore): Brief | null {
  const why = playlists.why(playlist.id);
  if (why) return why.brief;
  const source = playlist.clonedFrom === null ? null : playlists.get(playlist.clonedFrom);
  return source && briefBehind(source, playlists);
}

/** A list that waits: not all of its tracks are in the library. */
export class AudioWanted extends AppError {
  /** What its tracks are called. */
  readonly missing: readonly string[];

  constructor(missing: readonly string[], message: string, hint: string) {
    super('audio-wanted', message, { hint, exitCode: ExitCode.waiting });
    this.missing = missing;
  }
}

/** What a list waits for whose tracks are not all in the library. */
export function audioWanted(missing: readonly string[]): AudioWanted {
  const some = missing
    .slice(0, 3)
    .map((name) => `"${name}"`)
    .join(', ');
  const rest = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return new AudioWanted(
    missing,
    `${missing.length === 1 ? 'a track has' : `${missing.length} tracks have`} no audio in the library: ${some}${rest}`,
    'add the files to the library, or name their folder with --library DIR, and run again',
  );
}

/**
 * The tracks of a stored playlist where the library has their files now, and those that it has not. What an imported list
 * still lacked is looked up again, for its audio may have come.
 */
export function inLibrary(
  playlist: KeptPlaylist,
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
    else tracks.push(found);
  }
  return { tracks, missing };
}

/**
 * A stored playlist with its tracks as they are in the library now.
 *
 * @throws AppError `audio-wanted` where some have no file there
 */
export function present(playlist: KeptPlaylist, library: LibraryView): Playlist {
  const { tracks, missing } = inLibrary(playlist, library);
  if (missing.length > 0) throw audioWanted(missing.map(labelOf));
  return { ...playlist, tracks };
}

function entryOf({ title, artist, album, ...rest }: KnownFacts): PlaylistEntry {
  return { location: null, title, artist, album, lengthMs: trackLengthMs(rest) };
}
