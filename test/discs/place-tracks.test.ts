import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplesToFrames, SAMPLES_PER_FRAME } from '../../src/base/frames.ts';
import { placeTracks } from '../../src/discs/place-tracks.ts';
import { makeTrack } from '../make-track.ts';

const PAUSE = 150;
const minimum = { minTrackFrames: 300 };

/** Tracks of an album from number 1 on, of so many samples each, as `layOut` hands them over. */
const album = (...samples: readonly number[]) =>
  samples.map((lengthSamples, i) => ({
    position: i + 1,
    track: makeTrack({ lengthSamples, trackNumber: i + 1, album: 'A', albumArtist: 'B' }),
    frames: Math.max(300, samplesToFrames(lengthSamples)),
  }));

describe('tracks that have nothing to do with each other', () => {
  it('are padded to whole frames, with a pause before each but the first', () => {
    const tracks = album(176_500, 200_000).map((one, i) => ({ ...one, track: { ...one.track, album: `${i}` } }));
    expect(placeTracks(tracks, 0, minimum)).toMatchObject([
      { startFrame: 0, frames: 301 },
      { startFrame: 301, frames: 341 },
    ]);
    const [first, second] = placeTracks(tracks, PAUSE, minimum);
    expect(first).not.toHaveProperty('pregapFrames');
    expect(second).toMatchObject({ number: 2, startFrame: 301 + PAUSE, frames: 341, pregapFrames: PAUSE });
  });
});

describe('an album in its order', () => {
  it('is cut on frames of one stream of samples, whatever the pause', () => {
    const tracks = album(176_500, 176_500, 176_500);
    for (const pause of [0, PAUSE]) {
      expect(placeTracks(tracks, pause, minimum).map(({ track: _track, ...place }) => place)).toEqual([
        { number: 1, position: 1, startFrame: 0, frames: 300 },
        { number: 2, position: 2, startFrame: 300, frames: 300, continues: true, offsetSamples: 100 },
        // Two frames that padding would have taken stand behind the last.
        { number: 3, position: 3, startFrame: 600, frames: 303, continues: true, offsetSamples: 200 },
      ]);
    }
  });

  it.each([
    ['in another order', (i: number) => ({ trackNumber: 2 - i })],
    ['with a track left out', (i: number) => ({ trackNumber: 1 + 2 * i })],
    ['of unknown order', () => ({ trackNumber: null })],
    ['on another disc', (i: number) => ({ discNumber: i + 1 })],
    ['of two albums', (i: number) => ({ album: `Album ${i}` })],
    ['of two artists with albums of one name', (i: number) => ({ albumArtist: `Artist ${i}` })],
    ['of no album', () => ({ album: '' })],
  ])('is not what is %s', (_, facts) => {
    const tracks = album(176_500, 176_500).map((one, i) => ({ ...one, track: { ...one.track, ...facts(i) } }));
    expect(placeTracks(tracks, PAUSE, minimum)[1]).toMatchObject({ startFrame: 301 + PAUSE, pregapFrames: PAUSE });
  });

  it('does not make a track shorter than the shortest', () => {
    const almost = 300 * SAMPLES_PER_FRAME - 1;
    expect(placeTracks(album(almost, almost), 0, minimum)).toMatchObject([{ frames: 300 }, { startFrame: 300 }]);
  });
});

it('never overlaps, loses no sample, and is as long as its tracks and pauses', () => {
  const samples = fc.integer({ min: 1, max: 1_000_000 });
  const any = fc.array(fc.tuple(samples, fc.constantFrom(1, 2, 3)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(any, fc.nat(300), (list, pause) => {
      const tracks = album(...list.map(([length]) => length)).map((one, i) => ({
        ...one,
        track: { ...one.track, trackNumber: list[i]![1] },
      }));
      const placed = placeTracks(tracks, pause, minimum);
      let [end, audioEnd, silence] = [0, 0, 0];
      for (const { startFrame, frames, pregapFrames = 0, offsetSamples = 0, track } of placed) {
        expect(startFrame).toBe(end + pregapFrames);
        expect(frames).toBeGreaterThanOrEqual(300);
        expect(offsetSamples).toBeLessThan(SAMPLES_PER_FRAME);
        const audioStart = startFrame * SAMPLES_PER_FRAME + offsetSamples;
        expect(audioStart).toBeGreaterThanOrEqual(audioEnd);
        if (offsetSamples > 0) expect(audioStart).toBe(audioEnd);
        end = startFrame + frames;
        audioEnd = audioStart + track.lengthSamples;
        silence += pregapFrames;
      }
      expect(audioEnd).toBeLessThanOrEqual(end * SAMPLES_PER_FRAME);
      expect(end - silence).toBe(tracks.reduce((sum, { frames }) => sum + frames, 0));
    }),
  );
});
