import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLES_PER_FRAME } from '../../src/base/frames.ts';
import { playlistFrames } from '../../src/model/playlist.ts';
import { cloneTracks } from '../../src/playlists/clone.ts';
import { makeTrack } from './make.ts';

const track = (frames: number) => makeTrack('x', { lengthSamples: frames * SAMPLES_PER_FRAME });

describe('the tracks of a clone', () => {
  it('are all of them without a limit', () => {
    const source = [track(1), track(1)];
    expect(cloneTracks(source, null)).toEqual(source);
  });

  it('end before the first that does not fit, even if a later one would', () => {
    expect(cloneTracks([track(300), track(500), track(1)], 301)).toHaveLength(1);
  });

  it('are as many leading ones as fit, never over the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 })), fc.nat(40_000), (lengths, limit) => {
        const source = lengths.map(track);
        const kept = cloneTracks(source, limit);
        expect(kept).toEqual(source.slice(0, kept.length));
        expect(playlistFrames(kept)).toBeLessThanOrEqual(limit);
        if (kept.length < source.length)
          expect(playlistFrames(source.slice(0, kept.length + 1))).toBeGreaterThan(limit);
      }),
    );
  });
});
