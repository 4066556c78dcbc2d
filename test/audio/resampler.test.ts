import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cdSamples } from '../../src/base/frames.ts';
import { openEngine } from '../../src/audio/engine.ts';
import { tempDir } from '../outside.ts';
import { channelOf, decodeAll, levelAt, sine, writeWav, type Wave, type WavKind } from './sounds.ts';

const folder = tempDir();
const engine = await openEngine('embedded');
afterAll(async () => await engine.close());

async function decodeWave(wave: Wave, kind: WavKind): Promise<Buffer> {
  return (await decodeAll(engine, writeWav(join(folder, 'a.wav'), wave, kind))).pcm;
}

/** The middle of the left channel, where the beginning and end of the sound have no part. */
const middleOf = (pcm: Buffer): Int16Array => channelOf(pcm, 0).subarray(20_000, 60_000);

describe('resampling to 44.1 kHz', () => {
  it.each([
    [48_000, 23_000, 21_100],
    [96_000, 30_000, 14_100],
    [192_000, 40_000, 4100],
  ])('%i Hz: keeps a tone of %i Hz from turning up at %i Hz', async (sampleRate, tone, alias) => {
    const pcm = await decodeWave(sine(tone, 0.9), { sampleRate, bits: 24 });
    expect(levelAt(middleOf(pcm), alias)).toBeLessThan(-90);
  });

  it.each([1000, 10_000, 20_000])('leaves the level of %i Hz as it was', async (tone) => {
    const pcm = await decodeWave(sine(tone, 0.5), { sampleRate: 48_000, bits: 24 });
    expect(levelAt(middleOf(pcm), tone)).toBeCloseTo(-6.02, 1);
  });

  it('keeps both channels of a mono source equal', async () => {
    const pcm = await decodeWave(sine(1000), { sampleRate: 48_000, channels: 1, bits: 24 });
    expect(channelOf(pcm, 0)).toEqual(channelOf(pcm, 1));
  });

  it('gives the exact length, but for one sample', async () => {
    for (const sampleRate of [8000, 11_025, 16_000, 22_050, 32_000, 37_800, 48_000, 64_000, 88_200, 96_000, 192_000]) {
      for (const samples of [999, 44_100, 100_003]) {
        const pcm = await decodeWave(() => 0, { sampleRate, samples, channels: 1 });
        const off = pcm.length / 4 - cdSamples(samples, sampleRate);
        expect(Math.abs(off), `${samples} at ${sampleRate} Hz`).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('rounding to 16 bits', () => {
  it('keeps a tone below the last bit, without distortion', async () => {
    const samples = middleOf(await decodeWave(sine(1000, 1e-5), { bits: 24 }));
    expect(levelAt(samples, 1000)).toBeGreaterThan(-102);
    expect(levelAt(samples, 1000)).toBeLessThan(-98);
    for (const harmonic of [3000, 5000, 7000]) expect(levelAt(samples, harmonic)).toBeLessThan(-115);
  });

  it('adds noise of its own to each channel', async () => {
    const pcm = await decodeWave(() => 0, { bits: 24 });
    expect(channelOf(pcm, 0)).not.toEqual(channelOf(pcm, 1));
    expect(Math.max(...middleOf(pcm))).toBe(1);
  });

  it('adds none where there is nothing to round', async () => {
    expect(Math.max(...(await decodeWave(() => 0, { bits: 16 })))).toBe(0);
  });
});
