import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, indexOfId, lightTracks, tableOf } from '../../src/model/track-table.ts';
import { trackFrames, type Track } from '../../src/model/track.ts';
import { makeTrack } from '../make-track.ts';

const name = fc.oneof(fc.constantFrom('', 'A', 'B', '__proto__', 'Ünï', '["x"]'), fc.string());
const tracks: fc.Arbitrary<Track[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.nat(0xffff).map((n) => n.toString(16)),
      relativePath: name,
      title: name,
      artist: name,
      album: name,
      albumArtist: name,
      genres: fc.array(name, { maxLength: 3 }),
      styles: fc.array(name, { maxLength: 3 }),
      isrc: fc.constantFrom(null, 'GBAYE0000001'),
      year: fc.option(fc.integer({ min: 1860, max: 2100 })),
      bpm: fc.option(fc.double({ min: 20, max: 400, noNaN: true })),
      key: fc.constantFrom(null, '1A', '12B', '8A'),
      energy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      explicit: fc.constantFrom(null, true, false),
      sampleRate: fc.constantFrom(8000, 44_100, 48_000, 192_000),
      lengthSamples: fc.nat(2 ** 33),
    })
    .map((facts) => makeTrack(facts)),
  { selector: ({ id }) => id, maxLength: 30 },
);

describe('a table of tracks', () => {
  it('has every track once, in order of ids', () => {
    fc.assert(
      fc.property(tracks, (all) => {
        const table = tableOf(all);
        expect(table.count).toBe(all.length);
        expect([...table.ids]).toEqual(all.map(({ id }) => id).sort());
        for (const track of all) expect(table.track(indexOfId(table, track.id)!)).toBe(track);
      }),
    );
  });

  it('gives back every fact, field by field', () => {
    fc.assert(
      fc.property(tracks, (all) => {
        const table = tableOf(all);
        const light = lightTracks(table);
        for (let index = table.count - 1; index >= 0; index--) {
          const [track, same] = [table.track(index), light(index)];
          for (const field of Object.keys(track) as (keyof Track)[]) {
            expect([field, same[field]]).toEqual([field, track[field]]);
          }
          expect(table.frames[index]).toBe(trackFrames(track));
        }
      }),
    );
  });

  it('finds tracks by id and by path, and no others', () => {
    const table = tableOf(['b', 'a', 'c'].map((id) => makeTrack({ id, relativePath: `x/${id}.flac` })));
    expect(['a', 'b', 'c', '', 'B', 'bb', 'd'].map((id) => indexOfId(table, id))).toEqual([
      0,
      1,
      2,
      null,
      null,
      null,
      null,
    ]);
    expect(['x/c.flac', 'c.flac', ''].map(table.indexOfPath)).toEqual([2, null, null]);
    expect(indexOfId(tableOf([]), 'a')).toBeNull();
  });
});

describe('digestOf', () => {
  it('is of all facts but where the file lies', () => {
    const track = makeTrack({ title: 'A' });
    expect(digestOf({ ...track, path: '/x', relativePath: 'x' })).toBe(digestOf(track));
    const others: Partial<Track>[] = [
      { title: 'B' },
      { year: 1990 },
      { genres: ['A'] },
      { styles: ['A'] },
      { explicit: false },
      { id: 'x' },
    ];
    const digests = [track, ...others.map((facts) => ({ ...track, ...facts }))].map(digestOf);
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(Number.isSafeInteger(digest)).toBe(true);
  });
});
