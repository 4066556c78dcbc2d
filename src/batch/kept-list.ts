import { basename } from 'node:path';
import { libraryStore, type LibraryStore } from '../library/library-store.ts';
import { libraryView } from '../library/view.ts';
import type { KeptPlaylist, Playlist } from '../model/playlist.ts';
import type { KnownFacts } from '../model/track-table.ts';
import type { Track } from '../model/track.ts';
import type { Store } from '../store/store.ts';

/**
 * A stored playlist as it is told of, its tracks as the library knows them now. A track that has no file any more lies
 * where its last one lay; one that the library has forgotten is as it was when the list was made, and its path is empty.
 */
export function listNow(playlist: KeptPlaylist, store: Store): Playlist {
  const view = libraryView(store, []);
  const library = libraryStore(store);
  return { ...playlist, tracks: playlist.tracks.map((kept) => view.findById(kept.id) ?? lostTrack(kept, library)) };
}

const UNTOLD: Omit<Track, keyof KnownFacts> = {
  ...{ path: '', relativePath: '', isrc: null, codec: '', channels: 2, bitDepth: null },
  ...{ trackNumber: null, discNumber: null, mood: null, gainDb: null, peak: null },
  ...{ musicbrainzRecordingId: null, musicbrainzTrackId: null },
};

function lostTrack(kept: KnownFacts, library: LibraryStore): Track {
  const path = library.lastPath(kept.id);
  // Lists of earlier times keep a path: better than none.
  return { ...UNTOLD, ...kept, ...(path !== null && { path, relativePath: basename(path) }) };
}
