/** Playlists for tests. */
import type { Playlist } from '../../src/model/playlist.ts';
import type { Track } from '../../src/model/track.ts';

/** A track of so many frames; its id, path and names follow from `name`. */
export function makeTrack(name: string, details: Partial<Track> = {}): Track {
  return {
    id: `id-${name}`,
    path: `/music/${name}.flac`,
    relativePath: `${name}.flac`,
    title: name,
    artist: 'An artist',
    album: 'An album',
    genres: ['Jazz'],
    styles: ['Cool Jazz', 'Bop'],
    isrc: null,
    codec: 'flac',
    sampleRate: 44_100,
    channels: 2,
    bitDepth: 16,
    lengthSamples: 44_100 * 180,
    ...details,
  };
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
