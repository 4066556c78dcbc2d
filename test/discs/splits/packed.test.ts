import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../../src/base/random.ts';
import { inOrder } from '../../../src/discs/splits/in-order.ts';
import { packed } from '../../../src/discs/splits/packed.ts';
import { itWithShared } from '../../outside.ts';
import { cases, cd80, framesOf, tallyOf, tracksOf } from './make.ts';

const limits = { capacityFrames: 100, maxTracks: 99 };

describe('packed', () => {
  it('saves discs that the order of the list would cost', () => {
    const tracks = tracksOf([60, 70, 40, 30, 60, 40]);
    expect(inOrder.split(tracks, limits)).toHaveLength(4);
    expect(framesOf(tracks, packed.split(tracks, limits))).toEqual([100, 100, 100]);
  });

  it('finds what only an exchange finds', () => {
    // Dealt out evenly, one disc has 8 + 4 + 3 and the other 5 + 5 + 3; best fit begins with 8 + 5 and needs three.
    const tracks = tracksOf([8, 5, 5, 4, 3, 3]);
    expect(framesOf(tracks, packed.split(tracks, { ...limits, capacityFrames: 14 }))).toEqual([14, 14]);
  });

  it('begins with the disc of the first track', () => {
    fc.assert(
      fc.property(cases(60), (one) => {
        const firsts = packed.split(one.tracks, one.limits).map(([first]) => first!);
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }),
    );
  });

  it('does no worse than best fit from the longest on', () => {
    fc.assert(
      fc.property(cases(60), (one) => {
        const free: { frames: number; tracks: number }[] = [];
        for (const { frames } of [...one.tracks].sort((a, b) => b.frames - a.frames)) {
          const fitting = free.filter((disc) => disc.frames >= frames && disc.tracks > 0);
          let [disc] = fitting.sort((a, b) => a.frames - b.frames);
          if (disc === undefined)
            free.push((disc = { frames: one.limits.capacityFrames, tracks: one.limits.maxTracks }));
          disc.frames -= frames;
          disc.tracks--;
        }
        expect(packed.split(one.tracks, one.limits).length).toBeLessThanOrEqual(free.length);
      }),
    );
  });

  itWithShared(
    'data/catalogue/spotify_songs.csv',
    'fits songs on as few discs as can be, and spreads every artist',
    (path) => {
      const rows = parse(readFileSync(path), { columns: true }) as {
        track_id: string;
        duration_ms: string;
        track_artist: string;
      }[];
      const songs = [...new Map(rows.map((row) => [row.track_id, row])).values()].slice(0, 10_000);
      const tracks = songs.map((song) => ({
        frames: Math.max(300, Math.ceil((Number(song.duration_ms) * 75) / 1000)),
        artist: song.track_artist,
      }));
      const discs = packed.split(tracks, cd80);
      const total = tracks.reduce((sum, { frames }) => sum + frames, 0);
      expect(discs).toHaveLength(Math.ceil(total / cd80.capacityFrames));
      for (const disc of discs) expect(new Set(disc.map((track) => tracks[track]!.artist)).size).toBe(disc.length);
    },
  );
});

describe('the artists of packed', () => {
  /** No artist has two more tracks on one disc than on another. */
  function expectEven(tracks: ReturnType<typeof tracksOf>, discs: readonly number[][]): void {
    for (const artist of new Set(tracks.map((track) => track.artist))) {
      if (artist === '') continue;
      const tally = tallyOf(tracks, discs, artist);
      expect(Math.max(...tally) - Math.min(...tally)).toBeLessThanOrEqual(1);
    }
  }

  it('are spread perfectly where all tracks are equally long', () => {
    const artists = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', '__proto__'), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(artists, fc.integer({ min: 1, max: 12 }), (artists, most) => {
        const tracks = tracksOf(
          artists.map(() => 10),
          artists,
        );
        const discs = packed.split(tracks, { capacityFrames: most * 10, maxTracks: 99 });
        expect(discs).toHaveLength(Math.ceil(tracks.length / most));
        expectEven(tracks, discs);
      }),
    );
  });

  it('are spread where albums come one after the other, although lengths differ', () => {
    const random = seededRandom(1);
    const lengths = Array.from({ length: 120 }, () => 12_000 + (random() % 12_000));
    const tracks = tracksOf(
      lengths,
      lengths.map((_, i) => `artist ${Math.floor(i / 12)}`),
    );
    const discs = packed.split(tracks, cd80);
    expect(discs.length).toBeGreaterThan(5);
    expectEven(tracks, discs);
    const list = shuffled(tracks, random);
    expectEven(list, packed.split(list, cd80));
  });

  it('may all be the same', () => {
    const tracks = tracksOf([60, 70, 40, 30, 60, 40], Array<string>(6).fill('a'));
    const discs = packed.split(tracks, limits);
    expect(discs.map((disc) => disc.length)).toEqual([2, 2, 2]);
  });

  it('give way to the fit', () => {
    const tracks = tracksOf([90, 90, 10, 10], ['a', 'b', 'a', 'b']);
    expect(packed.split(tracks, limits)).toEqual([
      [0, 3],
      [1, 2],
    ]);
    const tight = tracksOf([91, 90, 9, 10], ['a', 'b', 'a', 'b']);
    expect(packed.split(tight, limits)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});
