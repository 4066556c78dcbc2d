import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEngine, type AudioEngine, type EngineId } from '../../src/audio/engine.ts';
import { ENGINES } from '../../src/audio/engines/index.ts';
import { compressToFlac } from '../../src/audio/flac.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { music, writeWav } from './sounds.ts';

const dir = tempDir();
const PROGRAMS: Readonly<Record<EngineId, readonly string[]>> = { embedded: [], ffmpeg: ['ffmpeg', 'ffprobe'] };

describe.each(Object.keys(ENGINES) as EngineId[])('FLAC by the engine %s', (id) => {
  let opened: Promise<AudioEngine> | null = null;
  const engine = (): Promise<AudioEngine> => (opened ??= openEngine(id));
  afterAll(async () => (await opened)?.close());
  const flac = (name: string): string => join(dir, `${id}-${name}.flac`);

  // Blocks of the encoder have 4608 samples: less than one, exactly one, some and a bit.
  itWith([...PROGRAMS[id], 'flac'], 'is lossless, to the judgement of flac, for any length', async () => {
    for (const samples of [588, 4608, 100_548]) {
      const wav = writeWav(join(dir, `${id}-${samples}.wav`), music, { samples });
      const path = flac(String(samples));
      const bytes = await compressToFlac(wav, path, await engine());
      expect(bytes).toBe(readFileSync(path).length);
      const back = runTool('flac', ['-ds', '-c', path]);
      expect(back, back.stderr).toMatchObject({ status: 0, stderr: '' });
      expect(Buffer.from(back.bytes).equals(readFileSync(wav)), `${samples} samples`).toBe(true);
    }
  });

  itWith(PROGRAMS[id], 'has the same bytes again, and no name of an encoder', async () => {
    const wav = writeWav(join(dir, `${id}-again.wav`), music, { samples: 10_000 });
    await compressToFlac(wav, flac('a'), await engine());
    await compressToFlac(wav, flac('b'), await engine());
    expect(readFileSync(flac('a')).equals(readFileSync(flac('b')))).toBe(true);
    if (id === 'embedded') expect(readFileSync(flac('a')).includes('Lav')).toBe(false);
  });

  itWith(PROGRAMS[id], 'leaves nothing where it fails, and goes on', async () => {
    await expect(compressToFlac(join(dir, 'nowhere.wav'), flac('none'), await engine())).rejects.toMatchObject({
      code: 'flac-failed',
      hint: expect.stringContaining('--audio wav'),
    });
    expect(readdirSync(dir).filter((name) => name.includes('none'))).toEqual([]);
    const wav = writeWav(join(dir, `${id}-on.wav`), music, { samples: 1000 });
    expect(await compressToFlac(wav, flac('on'), await engine())).toBeGreaterThan(42);
  });
});

it('that decodes to anything else is not taken', async () => {
  const wav = writeWav(join(dir, 'liar.wav'), music, { samples: 1000 });
  const samples = readFileSync(wav).subarray(44);
  const liar = (pcm: Buffer): AudioEngine => ({
    id: 'embedded',
    describe: async () => 'a liar',
    decode: async (_path, receive) => {
      await receive(pcm);
      return { conversion: 'none' as never, samples: pcm.length / 4, damage: null };
    },
    measure: async () => Promise.reject(new Error('not asked')),
    encodeMp3: async () => Promise.reject(new Error('not asked')),
    encodeFlac: async (_wav, to) => writeFileSync(to, 'fLaC'),
    close: async () => undefined,
  });
  for (const pcm of [samples, samples.subarray(4), Buffer.concat([samples, Buffer.alloc(4)])]) {
    await expect(compressToFlac(wav, join(dir, 'liar.flac'), liar(pcm))).rejects.toMatchObject({ code: 'flac-failed' });
  }
  expect(readdirSync(dir)).not.toContain('liar.flac');
});
