/** Playlists for tests. */
import type { KeptPlaylist, Playlist } from '../../src/model/playlist.ts';
import { knownFacts, tableOf, type KnownFacts } from '../../src/model/track-table.ts';
import type { Track } from '../../src/model/track.ts';
import { makeTrack as anyTrack } from '../make-track.ts';

/** A track of three minutes; its id, path and title follow from `name`. */
export function makeTrack(name: string, details: Partial<Track> = {}): Track {
  return anyTrack({
    id: `id-${name}`,
    path: `/music/${name}.flac`,
    relativePath: `${name}.flac`,
    title: name,
    genres: ['Jazz'],
    styles: ['Cool Jazz', 'Bop'],
    lengthSamples: 44_100 * 180,
    ...details,
  });
}

export function makePlaylist(details: Partial<Playlist> = {}): Playlist {
  return {
    id: 'aaaa111122223333',
    title: 'Late Night Jazz',
    clonedFrom: null,
    seed: 7,
    wantedFrames: 30_000,
    tracks: [makeTrack('one'), makeTrack('two')],
    ...details,
  };
}

/** What is kept of a playlist. */
export function keptOf(playlist: Playlist): KeptPlaylist {
  return { ...playlist, tracks: playlist.tracks.map(factsOf) };
}

/** What choosing knows of a track. */
export function factsOf(track: Track): KnownFacts {
  return knownFacts(tableOf([track]), 0);
}
