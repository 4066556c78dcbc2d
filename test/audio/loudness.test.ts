/** Loudness and levelling against ffmpeg's meter of EBU R 128. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type AudioEngine, type EngineId } from '../../src/audio/engine.ts';
import { ENGINES } from '../../src/audio/engines/index.ts';
import { loudnessStore } from '../../src/audio/loudness-store.ts';
import { CEILING_DB, integratedLoudness, levelsFor, type Loudness } from '../../src/model/loudness.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { decodeAll, music, sine, writeWav, type Wave } from './sounds.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);
const SAMPLES = 2 * 44_100;

/** Calm at first, then loud, with peaks between the samples: a tone at a quarter of the rate, off by an eighth of a turn. */
const dynamic: Wave = (time, channel) =>
  (time < 0.7 ? 0.02 : 0.7) * music(time, channel) +
  (time < 1.3 ? 0 : 0.5 * Math.sin(2 * Math.PI * 11_025 * time + Math.PI / 4));

const files = {
  music: writeWav(at('music.wav'), music, { samples: SAMPLES }),
  dynamic: writeWav(at('dynamic.wav'), dynamic, { samples: SAMPLES }),
  'a mono tone': writeWav(at('mono.wav'), sine(997, 0.1), { samples: SAMPLES, channels: 1 }),
  '48 kHz': writeWav(at('rate.wav'), music, { samples: 2 * 48_000, sampleRate: 48_000, bits: 24 }),
  'six channels': writeWav(at('six.wav'), (time, channel) => sine(200 + 50 * channel, 0.4)(time, channel), {
    samples: SAMPLES,
    channels: 6,
  }),
};
const silence = writeWav(at('silence.wav'), () => 0, { samples: SAMPLES });

interface Measured {
  readonly lufs: number;
  readonly peakDb: number;
}

/** What ffmpeg says of samples as they are on a disc. */
function judge(...pcm: readonly Buffer[]): Measured {
  writeFileSync(at('judged.raw'), Buffer.concat(pcm));
  const input = ['-f', 's16le', '-ar', '44100', '-ac', '2', '-i', at('judged.raw')];
  const told = runTool('ffmpeg', [
    '-nostats',
    ...input,
    '-af',
    'ebur128=peak=true:framelog=verbose',
    '-f',
    'null',
    '-',
  ]).stderr;
  const [lufs, peakDb] = [/I: +(-?[\d.]+) LUFS/, /Peak: +(-?[\d.]+) dBFS/].map((pattern) =>
    Number(pattern.exec(told)![1]),
  );
  return { lufs: lufs!, peakDb: peakDb! };
}

describe('the embedded engine', () => {
  let engine: AudioEngine;
  beforeAll(async () => (engine = await openEngine('embedded')));
  afterAll(async () => await engine.close());
  const levelled = async (path: string, loudness: Loudness, lufs: number) => {
    const [level] = levelsFor([{ loudness, continues: false }], { per: 'track', lufs });
    const calls: Buffer[] = [];
    const decoded = await engine.decode(path, async (piece) => void calls.push(Buffer.from(piece)), undefined, level!);
    return { ...decoded, level: level!, pcm: Buffer.concat(calls) };
  };

  for (const [name, path] of Object.entries(files)) {
    itWith(['ffmpeg'], `measures ${name} as ffmpeg does`, async () => {
      const loudness = await engine.measure(path);
      const told = judge((await decodeAll(engine, path)).pcm);
      expect(Math.abs(integratedLoudness([loudness])! - told.lufs)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(20 * Math.log10(loudness.truePeak) - told.peakDb)).toBeLessThanOrEqual(0.1);
    });

    itWith(['ffmpeg'], `brings ${name} to its level, and keeps its length and the ceiling`, async () => {
      const loudness = await engine.measure(path);
      const { samples } = await decodeAll(engine, path);
      for (const lufs of [-24, -9]) {
        const { pcm, level, ...decoded } = await levelled(path, loudness, lufs);
        const told = judge(pcm);
        expect(decoded.samples).toBe(samples);
        expect(decoded.conversion.level).toEqual(level);
        expect(told.peakDb).toBeLessThanOrEqual(CEILING_DB);
        if (!level.limited) expect(Math.abs(told.lufs - lufs)).toBeLessThanOrEqual(0.1);
      }
    });
  }

  itWith(['ffmpeg'], 'measures several as one recording, as ffmpeg does', async () => {
    const paths = [files.dynamic, files['a mono tone'], files.music];
    const all = await Promise.all(paths.map(async (path) => await engine.measure(path)));
    const told = judge(...(await Promise.all(paths.map(async (path) => (await decodeAll(engine, path)).pcm))));
    // The blocks across the joins are not measured.
    expect(Math.abs(integratedLoudness(all)! - told.lufs)).toBeLessThanOrEqual(0.3);
  });

  it('finds nothing in silence and leaves it as it is', async () => {
    const loudness = await engine.measure(silence);
    expect(loudness).toEqual({ blocks: [], truePeak: 0 });
    const { pcm, conversion } = await levelled(silence, loudness, -14);
    expect(conversion.dithered).toBe(false);
    expect(pcm.every((byte) => byte === 0)).toBe(true);
  });

  it('can not measure what it can not read', async () => {
    writeFileSync(at('text.wav'), 'no audio');
    await expect(engine.measure(at('text.wav'))).rejects.toMatchObject({ code: 'audio-unreadable' });
    await expect(engine.measure(at('nowhere.wav'))).rejects.toMatchObject({ code: 'audio-missing' });
  });
});

itWith(['ffmpeg', 'ffprobe'], 'both engines measure and level alike, to the last sample', async () => {
  const engines = await Promise.all((Object.keys(ENGINES) as EngineId[]).map(openEngine));
  const results = await Promise.all(
    engines.map(async (engine) => {
      const loudness = await engine.measure(files.dynamic);
      const [level] = levelsFor([{ loudness, continues: false }], { per: 'track', lufs: -9 });
      const pieces: Buffer[] = [];
      await engine.decode(files.dynamic, async (piece) => void pieces.push(Buffer.from(piece)), undefined, level!);
      return { loudness, pcm: Buffer.concat(pieces) };
    }),
  );
  expect(results[0]!.loudness).toEqual(results[1]!.loudness);
  expect(results[0]!.pcm.equals(results[1]!.pcm)).toBe(true);
  await Promise.all(engines.map(async (engine) => await engine.close()));
});

it('is kept by the id of a track and the engine', () => {
  const store = openScratchStore('/nonexistent/db');
  const kept = loudnessStore(store);
  const loudness = {
    blocks: [
      [-231, 4],
      [-120, 1],
    ] as const,
    truePeak: 0.912,
  };
  expect(kept.find('a', 'e')).toBeNull();
  kept.save('a', 'e', { blocks: [], truePeak: 0 });
  kept.save('a', 'e', loudness);
  expect(kept.find('a', 'e')).toEqual(loudness);
  expect(kept.find('a', 'another')).toBeNull();
  store.close();
});
