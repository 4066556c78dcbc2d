import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness } from '../../src/playlists/likeness.ts';
import { makeTrack } from '../make-track.ts';

const track = makeTrack({ title: 'Blue Train', artist: 'John Coltrane feat. Lee Morgan', frames: 75 * 200 });
const entry = { title: 'Blue Train', artist: 'John Coltrane', lengthMs: 200_000 };

describe('how like a track is to an entry', () => {
  it.each([
    ['all the same', entry, 1],
    ['in any spelling, within the tolerance', { ...entry, title: 'BLUE-TRAIN', lengthMs: 203_000 }, 1],
    ['another version', { ...entry, title: 'Blue Train (Remastered)' }, 0.95],
    ['a guest alone', { ...entry, artist: 'Lee Morgan' }, 1],
    ['without artist and length', { ...entry, artist: '', lengthMs: null }, 0.88],
    ['a slip of the pen', { ...entry, title: 'Blue Trane' }, 0.89],
    ['half a minute longer', { ...entry, lengthMs: 233_000 }, 0.8],
    ['nothing the same', { title: 'Xyz', artist: 'Q', lengthMs: 1_000_000 }, 0],
  ])('is counted: %s', (_name, wanted, score) => {
    expect(likeness(wanted, track, 3000)).toBe(score);
  });

  it('lies between 0 and 1, whatever the names are', () => {
    const names = fc.record({
      title: fc.string({ unit: 'binary' }),
      artist: fc.string({ unit: 'binary' }),
      lengthMs: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(names, names, (a, b) => {
        const score = likeness(a, makeTrack({ title: b.title, artist: b.artist }), 0);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes little time even for endless titles', () => {
    const long = 'ab'.repeat(1_000_000);
    expect(likeness({ ...entry, title: long }, makeTrack({ title: `${long}c` }), 0)).toBeLessThanOrEqual(1);
  });
});
