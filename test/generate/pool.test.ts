import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listTrackOf } from '../../src/generate/pool.ts';
import type { Track } from '../../src/model/track.ts';
import { libraries, numbered } from './arbitraries.ts';
import { makePool } from './make-pool.ts';

/** What one fact of the pool is for tracks of these facts. */
const poolOfAll = (...facts: Partial<Track>[]): ReturnType<typeof makePool> =>
  makePool(facts.map((some, n) => numbered(n, some)));

describe('a pool', () => {
  it('credits everybody, on the track and for its album, but nobody for Various Artists', () => {
    const pool = poolOfAll(
      { artist: 'A feat. B' },
      { artist: 'A', album: 'X', albumArtist: 'C & A' },
      { artist: 'A', album: 'X', albumArtist: 'Various Artists' },
      { artist: '', album: 'X', albumArtist: 'A' },
      { artist: '' },
    );
    expect([0, 1, 2, 3, 4].map((index) => [...pool.artists(index)].sort())).toEqual([
      ['a', 'b'],
      ['a', 'c', 'ca'],
      ['a'],
      ['a'],
      [],
    ]);
  });

  it('tells albums by their own artist, else by that of the track, and has none without a title', () => {
    const pool = poolOfAll(
      { album: 'Hits', albumArtist: 'A', artist: 'A feat. B' },
      { album: 'HITS', albumArtist: 'a', artist: 'B' },
      { album: 'Hits', albumArtist: '', artist: 'A' },
      { album: 'Hits', albumArtist: '', artist: 'B' },
      { album: 'Hits', albumArtist: '', artist: '' },
      { album: '', albumArtist: 'A', artist: 'A' },
    );
    const albums = [0, 1, 2, 3, 4, 5].map(pool.album);
    expect(albums[0]).toBe(albums[1]);
    expect(albums[0]).toBe(albums[2]);
    expect(new Set(albums.slice(2)).size).toBe(4);
    expect(albums[5]).toBeNull();
  });

  it('takes versions by one first artist for one recording, and nameless tracks for themselves', () => {
    const pool = poolOfAll(
      { title: 'Song', artist: 'A' },
      { title: 'song (2011 Remaster)', artist: 'a feat. B' },
      { title: 'Song', artist: 'B' },
      { title: 'Song', artist: '' },
      { title: 'Song', artist: 'Various Artists' },
    );
    const recordings = [0, 1, 2, 3, 4].map(pool.recording);
    expect(recordings[0]).toBe(recordings[1]);
    expect(new Set(recordings).size).toBe(4);
    expect([4, 3, 2, 1, 0].map(pool.recording).reverse()).toEqual(recordings);
  });

  it('files tracks under their genres and styles', () =>
    expect(poolOfAll({ genres: ['Hip-Hop', 'Jazz'], styles: ['Be Bop'] }).filedUnder(0)).toEqual({
      genres: ['Hip-Hop', 'Jazz'],
      styles: ['Be Bop'],
    }));

  it('shows rules of a track what it would show of it alone', () => {
    fc.assert(
      fc.property(libraries(20), (all) => {
        const pool = makePool(all);
        for (const [index, track] of all.entries()) expect(pool.listTrack(index)).toEqual(listTrackOf(track));
      }),
    );
    expect(
      listTrackOf(numbered(1, { artist: 'A', title: 'B (Live)', year: 1990, bpm: 120.5, energy: 0, frames: 400 })),
    ).toEqual({
      artists: ['a'],
      albums: [],
      titles: ['b'],
      filedUnder: { genres: [], styles: [] },
      frames: 400,
      year: 1990,
      bpm: 120.5,
      energy: 0,
    });
  });
});
