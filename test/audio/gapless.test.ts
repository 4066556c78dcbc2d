import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openEngine } from '../../src/audio/engine.ts';
import { masterDisc } from '../../src/audio/master.ts';
import { makeDisc } from '../discs/make.ts';
import { tempDir } from '../outside.ts';
import { music, trackOf, writeWav } from './sounds.ts';

const folder = tempDir();
const engine = await openEngine('embedded');
afterAll(async () => await engine.close());

/** Lengths that end in the middle of a frame. */
const LENGTHS = [180_001, 176_987, 190_123];

it('an album that is cut anywhere comes out as the one recording that it is, with and without pauses around it', async () => {
  const starts = LENGTHS.map((_, i) => LENGTHS.slice(0, i).reduce((sum, length) => sum + length, 0));
  const tracks = LENGTHS.map((samples, i) => {
    const path = writeWav(join(folder, `${i}.wav`), (time, channel) => music(time + starts[i]! / 44_100, channel), {
      samples,
    });
    return trackOf(path, { lengthSamples: samples, trackNumber: i + 1, album: 'Live', albumArtist: 'They' });
  });
  const whole = Buffer.concat(tracks.map(({ path }) => readFileSync(path).subarray(44)));
  const single = trackOf(tracks[0]!.path, { lengthSamples: LENGTHS[0]! });

  for (const pauseFrames of [0, 150]) {
    const disc = makeDisc([single, ...tracks, single], { pauseFrames });
    const path = join(folder, `disc-${pauseFrames}.wav`);
    const { tracks: mastered } = await masterDisc(disc, path, engine);
    const audio = readFileSync(path).subarray(44);
    const first = disc.tracks[1]!.startFrame * 2352;
    expect(audio.subarray(first, first + whole.length).equals(whole)).toBe(true);
    // From the end of the album to the last track there is silence.
    const last = disc.tracks[4]!.startFrame * 2352;
    expect(audio.subarray(first + whole.length, last).every((byte) => byte === 0)).toBe(true);
    expect(mastered.map(({ samples }) => samples)).toEqual([LENGTHS[0], ...LENGTHS, LENGTHS[0]]);
    expect(disc.tracks.map(({ pregapFrames = 0 }) => pregapFrames)).toEqual([0, pauseFrames, 0, 0, pauseFrames]);
  }
});
