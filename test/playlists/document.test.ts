import { expect, it } from 'vitest';
import { playlistDocument } from '../../src/playlists/document.ts';
import { makePlaylist, makeTrack } from './make.ts';

it('shows each track at its path within the library', () => {
  const playlist = makePlaylist({ tracks: [makeTrack('a', { relativePath: 'x/a.flac', lengthSamples: 44_101 })] });
  expect(playlistDocument(playlist, 'Various')).toEqual({
    title: 'Late Night Jazz',
    creator: 'Various',
    tracks: [{ location: 'x/a.flac', title: 'a', artist: 'An artist', album: 'An album', lengthMs: 1000 }],
  });
});
