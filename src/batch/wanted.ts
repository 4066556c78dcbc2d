/** What lists name and the library has no audio of, by whatever way the lists came. */
import { basename, dirname, resolve } from 'node:path';
import { AppError } from '../base/errors.ts';
import { compareText, fold } from '../base/text.ts';
import { catalogueStore } from '../library/catalogue-store.ts';
import { libraryStore } from '../library/library-store.ts';
import { similarTracks } from '../library/similar.ts';
import { libraryView, type LibraryView } from '../library/view.ts';
import { trackLengthMs } from '../model/track.ts';
import type { PlaylistEntry } from '../playlists/formats/format.ts';
import { playlistFilePath, readPlaylistFile } from '../playlists/formats/index.ts';
import { matchEntries, type NearMiss } from '../playlists/match.ts';
import { playlistStore } from '../playlists/playlist-store.ts';
import { resolvePlaylist } from '../playlists/resolve.ts';
import type { Store } from '../store/store.ts';
import { batchStore } from './batch-store.ts';
import { inLibrary } from './source.ts';

/** Who wants a track. */
export interface WantedBy {
  readonly kind: 'playlist' | 'order' | 'catalogue';
  /** Title of the list or of the order; the file of a catalogue where that names no list. */
  readonly list: string;
  /** Id of the playlist, the manifest, or the catalogue's file. */
  readonly source: string;
  /** Place in the list, from 1, or null. */
  readonly position: number | null;
}

export interface WantedTrack {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly isrc: string | null;
  readonly musicbrainzId: string | null;
  readonly lengthMs: number | null;
  readonly lists: readonly WantedBy[];
  /** Tracks here that are like it, the most likely first. */
  readonly near: readonly NearMiss[];
}

export interface WantedOptions {
  /** Also tracks that catalogues name in no list. */
  readonly all: boolean;
  /** What lengths may differ by. */
  readonly toleranceMs?: number;
}

/** All that is wanted, what most lists want first, then in order of artists and titles. */
export async function wantedTracks(store: Store, { all, ...matching }: WantedOptions): Promise<WantedTrack[]> {
  const library = libraryView(store, []);
  const similar = similarTracks(() => library.table);
  const wishes = gather();
  for (const { entry, by } of fromPlaylists(store)) wishes.add(entry, by);
  for (const { entry, by } of await fromOrders(store, library)) wishes.add(entry, by);
  for (const { entry, by } of fromCatalogues(store, all)) wishes.add(entry, by);
  const wanted = wishes.all().flatMap(({ entry, lists }): WantedTrack[] => {
    const [match] = matchEntries({ title: '', entries: [entry] }, library, '/', { ...matching, similar }).matches;
    if (match!.track !== null) return [];
    const { title, artist, album, lengthMs, isrc = null, musicbrainzId = null } = entry;
    const names = { title: title || match!.label, artist, album };
    return [{ ...names, isrc, musicbrainzId, lengthMs, lists, near: match!.near }];
  });
  return wanted.sort(
    (a, b) => b.lists.length - a.lists.length || compareText(a.artist, b.artist) || compareText(a.title, b.title),
  );
}

interface Wish {
  readonly entry: PlaylistEntry;
  readonly by: WantedBy;
}

const SAME_LENGTH_MS = 3000;

/** Wishes for one recording are one, with all the lists that have them. */
function gather(): {
  add(entry: PlaylistEntry, by: WantedBy): void;
  all(): { entry: PlaylistEntry; lists: WantedBy[] }[];
} {
  const byNames = new Map<string, { entry: PlaylistEntry; lists: WantedBy[] }[]>();
  return {
    add: (entry, by) => {
      const names = entry.title === '' ? (entry.location ?? '') : `${fold(entry.title)}\n${fold(entry.artist)}`;
      const known = byNames.get(names) ?? [];
      const same = known.find((wish) => mayBeOne(wish.entry, entry));
      if (same) {
        same.lists.push(by);
        same.entry = withMore(same.entry, entry);
      } else byNames.set(names, [...known, { entry, lists: [by] }]);
    },
    all: () => [...byNames.values()].flat(),
  };
}

/** What one list leaves out another may tell. */
function withMore(a: PlaylistEntry, b: PlaylistEntry): PlaylistEntry {
  const isrc = a.isrc ?? b.isrc;
  const musicbrainzId = a.musicbrainzId ?? b.musicbrainzId;
  return {
    ...a,
    album: a.album || b.album,
    lengthMs: a.lengthMs ?? b.lengthMs,
    ...(isrc === undefined ? {} : { isrc }),
    ...(musicbrainzId === undefined ? {} : { musicbrainzId }),
  };
}

function mayBeOne(a: PlaylistEntry, b: PlaylistEntry): boolean {
  if (a.isrc !== undefined && b.isrc !== undefined) return a.isrc === b.isrc;
  return a.lengthMs === null || b.lengthMs === null || Math.abs(a.lengthMs - b.lengthMs) <= SAME_LENGTH_MS;
}

function fromPlaylists(store: Store): Wish[] {
  const playlists = playlistStore(store);
  return playlists.waiting().flatMap(({ id, title }) =>
    playlists.wanted(id).map(({ position, entry }): Wish => ({
      entry,
      by: { kind: 'playlist', list: title, source: id, position },
    })),
  );
}

/** Orders that wait for the audio of what they clone. A list that can't be found any more wants nothing. */
async function fromOrders(store: Store, library: LibraryView): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (const { manifest, folder, order } of batchStore(store).waiting()) {
    if (order.clone === null) continue;
    for (const entry of await missingOf(order.clone, folder, store, library)) {
      wishes.push({ entry, by: { kind: 'order', list: order.title, source: manifest, position: null } });
    }
  }
  return wishes;
}

/** What has no audio in the library of a list that an order clones; nothing where the list can't be found. */
export async function missingOf(
  clone: string,
  folder: string,
  store: Store,
  library: LibraryView,
): Promise<readonly PlaylistEntry[]> {
  try {
    if (playlistFilePath(clone) === null)
      return inLibrary(resolvePlaylist(playlistStore(store), clone), library).missing;
    const reference = resolve(folder, clone);
    const { matches } = matchEntries(await readPlaylistFile(reference), library, dirname(playlistFilePath(reference)!));
    return matches.filter(({ track }) => track === null).map(({ entry }) => entry);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function* fromCatalogues(store: Store, all: boolean): Generator<Wish> {
  const library = libraryStore(store);
  for (const { trackId, source, row, playlist, position } of catalogueStore(store).withoutAudio(all)) {
    const { title, artist, album, isrc, ...facts } = library.facts(trackId)!;
    const lengthMs = facts.lengthSamples === 0 ? null : trackLengthMs(facts);
    yield {
      entry: { location: null, title, artist, album, lengthMs, ...(isrc === null ? {} : { isrc }) },
      by: { kind: 'catalogue', list: playlist ?? basename(source), source, position: position ?? row },
    };
  }
}
