import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem } from '../../src/base/problem.ts';
import { countGenres } from '../../src/library/genres.ts';
import { libraryStore } from '../../src/library/library-store.ts';
import { libraryStats } from '../../src/library/stats.ts';
import { trackLengthMs } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';
import { memoryStore, putTracks } from './stored.ts';

describe('the statistics of a library', () => {
  it('count tracks, formats, recordings and problems', () => {
    const store = memoryStore();
    const song = { artist: 'Band', title: 'Song', codec: 'mp3', frames: 75 };
    putTracks(store, [
      makeTrack({ ...song, id: 'a', path: '/m/a' }),
      makeTrack({ ...song, id: 'b', path: '/m/b', title: 'Song (Live)' }),
      makeTrack({ ...song, id: 'c', path: '', artist: 'BAND feat. Guest', codec: 'flac' }),
      makeTrack({ ...song, id: 'd', path: '/m/d', artist: 'Guest', sampleRate: 48_000, lengthSamples: 96_000 }),
      makeTrack({ ...song, id: 'e', path: '/m/e', artist: '' }),
      makeTrack({ ...song, id: 'f', path: '/m/f', artist: '', gainDb: -7 }),
      makeTrack({ ...song, id: 'g', path: '', artist: 'Other', codec: '', sampleRate: 1000, lengthSamples: 0 }),
    ]);
    const damaged = problem('file-truncated', 'it ends too soon', { file: '/m/x' });
    libraryStore(store).record([
      { path: '/m/x', relativePath: 'x', root: '/m', facts: null, problem: damaged, sizeBytes: 1, mtimeMs: 1 },
    ]);
    expect(libraryStats(store)).toEqual({
      ...{ tracks: 7, withAudio: 5, missing: 2, lengthMs: 7000, withLoudness: 1 },
      duplicates: { recordings: 1, tracks: 3 },
      formats: [
        { codec: 'mp3', sampleRate: 44_100, tracks: 4, lengthMs: 4000 },
        { codec: null, sampleRate: null, tracks: 1, lengthMs: 0 },
        { codec: 'flac', sampleRate: 44_100, tracks: 1, lengthMs: 1000 },
        { codec: 'mp3', sampleRate: 48_000, tracks: 1, lengthMs: 2000 },
      ],
      ...{ genres: [], free: [], untagged: { tracks: 7, lengthMs: 7000 } },
      problems: [damaged],
    });
    store.close();
  });

  it('of nothing are zero', () => {
    const store = memoryStore();
    expect(libraryStats(store)).toMatchObject({
      tracks: 0,
      missing: 0,
      lengthMs: 0,
      formats: [],
      genres: [],
      problems: [],
    });
    store.close();
  });

  it('add up what each track has', () => {
    const names = fc.subarray(['Rock', 'Punk', 'Disco', 'Latin', 'Salsa', 'mine']);
    const track = fc.record({
      ...{ genres: names, styles: names, codec: fc.constantFrom('mp3', 'flac', '__proto__') },
      ...{ sampleRate: fc.integer({ min: 1, max: 1_000_000 }), lengthSamples: fc.integer({ min: 1, max: 2 ** 40 }) },
    });
    fc.assert(
      fc.property(fc.array(track, { maxLength: 8 }), (drawn) => {
        const tracks = drawn.map((facts, i) => makeTrack({ ...facts, id: `t${i}`, path: `/m/${i}` }));
        const store = memoryStore();
        putTracks(store, tracks);
        const { lengthMs, genres, free, untagged, formats } = libraryStats(store);
        store.close();
        const amounts = tracks.map((one) => ({ ...one, tracks: 1, lengthMs: trackLengthMs(one) }));
        expect({ tracks: tracks.length, lengthMs, genres, free, untagged }).toEqual(countGenres(amounts));
        expect(formats.reduce((sum, format) => sum + format.lengthMs, 0)).toBe(lengthMs);
      }),
      { numRuns: 50 },
    );
  });
});
