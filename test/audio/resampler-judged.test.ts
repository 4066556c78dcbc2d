/** Resampling side by side with that of SoX at its best (`rate -v`), and of the library soxr at its best, which ffmpeg has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { openEngine } from '../../src/audio/engine.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { channelOf, decodeAll, levelAt, sine, writeWav } from './sounds.ts';

const folder = tempDir();
const engine = await openEngine('embedded');
afterAll(async () => await engine.close());

const SECONDS = 4.8;
/** From 0 to 48 kHz, 10 kHz a second: half of a second is at rest in between two figures. */
const sweep = (time: number): number => 0.5 * Math.sin(2 * Math.PI * 5000 * time ** 2);

const oursOf = async (path: string): Promise<Int16Array> => channelOf((await decodeAll(engine, path)).pcm, 0);

function soxOf(path: string): Int16Array {
  const output = join(folder, 'sox.raw');
  const run = runTool('sox', [path, '-b', '16', '-t', 'raw', output, 'rate', '-v', '44100', 'dither']);
  if (run.status !== 0) throw new Error(run.stderr);
  return channelOf(readFileSync(output), 0);
}

function soxrOf(path: string): Int16Array {
  const output = join(folder, 'soxr.raw');
  const filter = 'aresample=44100:resampler=soxr:precision=28:osf=s16:dither_method=triangular';
  const run = runTool('ffmpeg', ['-v', 'error', '-i', path, '-af', filter, '-f', 's16le', output]);
  if (run.status !== 0) throw new Error(run.stderr);
  return channelOf(readFileSync(output), 0);
}

/** Level of a part of the samples, in dB below a full-scale sine. */
function rms(samples: Int16Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * 44_100), Math.round(to * 44_100));
  const power = part.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / part.length;
  return 10 * Math.log10(2 * power + 1e-20);
}

describe('next to SoX and soxr', () => {
  itWith(
    ['sox', 'ffmpeg'],
    'a sweep at 96 kHz has the same level up to 20 kHz, and leaves nothing but dither above 22.05 kHz',
    async () => {
      const path = writeWav(join(folder, 'sweep.wav'), sweep, {
        sampleRate: 96_000,
        bits: 24,
        samples: SECONDS * 96_000,
      });
      const [ours, sox, soxr] = [await oursOf(path), soxOf(path), soxrOf(path)];
      for (let khz = 0.5; khz < 20; khz += 0.5) {
        const [from, to] = [khz / 10, khz / 10 + 0.05];
        for (const other of [sox, soxr])
          expect(Math.abs(rms(ours, from, to) - rms(other, from, to)), `${khz} kHz`).toBeLessThan(0.02);
      }
      // The sweep is above half of the new rate after 2.205 s; the noise of dither alone is at -93 dB.
      expect(rms(ours, 2.3, 4.7)).toBeLessThan(-92);
      for (const other of [sox, soxr]) expect(rms(ours, 2.3, 4.7) - rms(other, 2.3, 4.7)).toBeLessThan(1);
    },
  );

  itWith(
    ['sox'],
    'a tone of 23 kHz at 48 kHz does not come back at 21.1 kHz, and one of 1 kHz comes with no other',
    async () => {
      const kind = { sampleRate: 48_000, bits: 24, samples: 96_000 } as const;
      const high = writeWav(join(folder, 'high.wav'), sine(23_000, 0.9), kind);
      const middle = (samples: Int16Array) => samples.subarray(20_000, 60_000);
      expect(levelAt(middle(await oursOf(high)), 21_100)).toBeLessThan(-90);
      expect(levelAt(middle(soxOf(high)), 21_100)).toBeLessThan(-90);

      const tone = writeWav(join(folder, 'tone.wav'), sine(1000, 0.9), kind);
      const [ours, sox] = [middle(await oursOf(tone)), middle(soxOf(tone))];
      expect(Math.abs(levelAt(ours, 1000) - levelAt(sox, 1000))).toBeLessThan(0.005);
      for (const other of [2000, 3000, 4000, 5000, 10_000, 20_000])
        expect(levelAt(ours, other), `${other} Hz`).toBeLessThan(-110);
    },
  );
});
