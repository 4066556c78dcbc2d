import { describe, expect, it } from 'vitest';
import { fold } from '../../src/base/text.ts';
import type { Track } from '../../src/model/track.ts';
import type { PlaylistEntry } from '../../src/playlists/formats/format.ts';
import { matchEntries, type TrackLookup } from '../../src/playlists/match.ts';
import { makeTrack } from './make.ts';

const library = [
  makeTrack('so-what', {
    path: '/music/Jazz/So What.flac',
    relativePath: 'Jazz/So What.flac',
    title: 'So What',
    artist: 'Miles Davis',
  }),
  makeTrack('bjork', { path: '/music/Pop/Jóga.flac', relativePath: 'Pop/Jóga.flac', title: 'Jóga', artist: 'Björk' }),
  makeTrack('intro', { path: '/music/Intro.flac', relativePath: 'Intro.flac', title: 'Intro', artist: 'A' }),
  makeTrack('long-intro', {
    path: '/music/B/Intro.flac',
    relativePath: 'B/Intro.flac',
    title: 'Intro',
    artist: 'A',
    lengthSamples: 44_100 * 182,
  }),
];

const lookup: TrackLookup = {
  findByPath: (path) => library.filter((track) => track.path === path),
  findByRelativePath: (path) => library.filter((track) => track.relativePath === path),
  findByNames: (title, artist) =>
    library.filter((track) => fold(track.title) === fold(title) && fold(track.artist) === fold(artist)),
};

function entry(details: Partial<PlaylistEntry>): PlaylistEntry {
  return { location: null, title: '', artist: '', album: '', lengthMs: null, ...details };
}

function match(...entries: PlaylistEntry[]): (Track['id'] | string)[] {
  const { tracks, missing } = matchEntries({ title: '', entries }, lookup, '/lists/jazz');
  return [...tracks.map(({ id }) => id), ...missing.map(({ position, label }) => `${position}: ${label}`)];
}

describe('entries of a playlist file', () => {
  it.each([
    ['an absolute path', '/music/Jazz/So What.flac'],
    ['an absolute path that goes round', '/music/Pop/../Jazz/./So What.flac'],
    ["a path from the file's folder", '../../music/Jazz/So What.flac'],
    ['a path within the library', 'Jazz/So What.flac'],
    ['a path within the library that begins with a dot', './Jazz/So What.flac'],
    ['a path of another machine', '/Volumes/Stick/Music/Jazz/So What.flac'],
    ['a path with blanks around it', '\tJazz/So What.flac '],
    ['a path of Windows', 'D:\\Music\\Jazz\\So What.flac'],
  ])('are found by %s', (_name, location) => {
    expect(match(entry({ location }))).toEqual(['id-so-what']);
  });

  it('are found where accents are written apart', () => {
    expect(match(entry({ location: '/music/Pop/Jóga.flac'.normalize('NFD') }))).toEqual(['id-bjork']);
  });

  it('are found by names, whatever their case, marks and path', () => {
    expect(match(entry({ location: 'http://x/1', title: 'so what!', artist: 'MILES DAVIS' }))).toEqual(['id-so-what']);
  });

  it('must agree in length with what the end of a path or the names find', () => {
    expect(match(entry({ location: '/old/Intro.flac', lengthMs: 183_001 }))).toEqual(['1: /old/Intro.flac']);
    expect(match(entry({ location: '/old/Intro.flac', lengthMs: 183_000 }))).toEqual(['id-intro']);
    expect(match(entry({ title: 'So What', artist: 'Miles Davis', lengthMs: 170_000 }))).toEqual([
      '1: Miles Davis - So What',
    ]);
  });

  it('are found by their ISRC, before the end of a path and the names', () => {
    const byIsrc = { ...lookup, findByIsrc: (isrc: string) => (isrc === 'QZFXT2600001' ? [library[1]!] : []) };
    const found = (isrc: string, location: string | null) =>
      matchEntries({ title: '', entries: [entry({ isrc, location, title: 'Intro', artist: 'A' })] }, byIsrc, '/')
        .matches;
    expect(found('QZFXT2600001', '/x/Intro.flac')).toMatchObject([{ track: { id: 'id-bjork' }, by: 'isrc', score: 1 }]);
    expect(found('QZFXT2600002', '/x/Intro.flac')).toMatchObject([{ track: { id: 'id-intro' }, by: 'path', score: 1 }]);
    expect(found('QZFXT2600002', null)).toMatchObject([{ by: 'names' }]);
  });

  it('are found by their id in MusicBrainz, after their ISRC and before the end of a path', () => {
    const musicbrainzId = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
    const byIds = {
      ...lookup,
      findByIsrc: (isrc: string) => (isrc === 'QZFXT2600001' ? [library[0]!] : []),
      findByMusicbrainzId: (uuid: string) => (uuid === musicbrainzId ? [library[3]!, library[1]!] : []),
    };
    const found = (details: Partial<PlaylistEntry>) =>
      matchEntries({ title: '', entries: [entry({ musicbrainzId, ...details })] }, byIds, '/').matches[0];
    expect(found({ location: '/x/Intro.flac' })).toMatchObject({
      ...{ track: { id: 'id-long-intro' }, by: 'musicbrainz', score: 1 },
    });
    expect(found({ lengthMs: 4000 })).toMatchObject({ track: { id: 'id-bjork' }, by: 'musicbrainz' });
    expect(found({ isrc: 'QZFXT2600001' })).toMatchObject({ track: { id: 'id-so-what' }, by: 'isrc' });
    expect(found({ location: '/music/Intro.flac' })).toMatchObject({ track: { id: 'id-intro' }, by: 'path' });
  });

  it('that are missing come with what is like them, the most likely first', () => {
    const entries = [entry({ title: 'Introo', artist: 'A', lengthMs: 190_000 }), entry({})];
    const { matches } = matchEntries({ title: '', entries }, lookup, '/', { similar: () => library });
    expect(matches.map(({ by, score, near }) => [by, score, near.map(({ track }) => track.id)])).toEqual([
      [null, 0, ['id-long-intro', 'id-intro']],
      [null, 0, []],
    ]);
  });

  it('agree in length within the tolerance', () => {
    const entries = [entry({ title: 'So What', artist: 'Miles Davis', lengthMs: 170_000 })];
    const tracks = (toleranceMs: number) =>
      matchEntries({ title: '', entries }, lookup, '/', { toleranceMs }).tracks.length;
    expect([tracks(9999), tracks(10_000)]).toEqual([0, 1]);
  });

  it('are the nearest in length of those that have the names', () => {
    expect(match(entry({ title: 'Intro', artist: 'A', lengthMs: 181_500 }))).toEqual(['id-long-intro']);
  });

  it('keep their order and stay twice where they are twice; what is missing is told with its place', () => {
    const [a, b] = [entry({ location: '/music/Intro.flac' }), entry({ location: 'Jazz/So What.flac' })];
    expect(match(a, b, entry({ title: 'gone' }), a, entry({}))).toEqual([
      'id-intro',
      'id-so-what',
      'id-intro',
      '3: gone',
      '5: an entry without a name',
    ]);
  });

  it('cost little even where a path has endless folders', () => {
    expect(match(entry({ location: '/x'.repeat(100_000) }))).toHaveLength(1);
  });
});
