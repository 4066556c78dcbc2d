import { expect, it } from 'vitest';
import { describeTracks } from '../../src/playlists/describe.ts';
import { makeTrack } from './make.ts';

it('a track is described with its place, its length and what its tags tell', () => {
  const tracks = [makeTrack('one'), makeTrack('two', { year: 1959, bpm: 127.5, key: '8A' })];
  const [one, two] = describeTracks({ tracks });
  expect(one).toMatchObject({ position: 1, year: null, bpm: null, key: null });
  expect(two).toEqual({
    position: 2,
    id: 'id-two',
    title: 'two',
    artist: 'An artist',
    album: 'An album',
    genres: ['Jazz'],
    styles: ['Cool Jazz', 'Bop'],
    year: 1959,
    bpm: 127.5,
    key: '8A',
    lengthMs: 180_000,
    frames: 13_500,
    path: '/music/two.flac',
  });
});
