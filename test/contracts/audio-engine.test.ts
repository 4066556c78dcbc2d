/** What every audio engine must do, and that all of them do the same. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type AudioEngine, type EngineId } from '../../src/audio/engine.ts';
import { ENGINES } from '../../src/audio/engines/index.ts';
import { describeConversion } from '../../src/audio/conversion.ts';
import { channelOf, decodeAll, encode, greatestDifference, music, sine, writeWav } from '../audio/sounds.ts';
import { hasTool, itWith, runTool, tempDir } from '../outside.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);
const SAMPLES = 100_003;
const PROGRAMS: Readonly<Record<EngineId, readonly string[]>> = { embedded: [], ffmpeg: ['ffmpeg', 'ffprobe'] };

const LOSSLESS = ['wav', 'aiff', 'flac', 'm4a'];
const LOSSY: readonly (readonly [name: string, ...options: string[]])[] = [
  ['lame.mp3', '-b:a', '192k'],
  ['no-xing.mp3', '-write_xing', '0'],
  ['vbr.mp3', '-q:a', '4'],
  ['aac.m4a', '-c:a', 'aac'],
  ['vorbis.ogg', '-c:a', 'libvorbis'],
  ['opus.opus', '-c:a', 'libopus'],
];

/** By how many samples a decoder may be off: less, more. */
function lengthSlack(name: string): readonly [number, number] {
  // Without its header an MP3 can't say where in its first and last frame the music begins and ends.
  if (name === 'no-xing.mp3') return [0, 2304];
  // An MP4's edit list may count in milliseconds. FFmpeg 8 cuts there, FFmpeg 5 plays the last frame to its end.
  if (name === 'aac.m4a') return [44, 1024];
  // To 48 kHz in the encoder and back: each is rounded up.
  return name === 'opus.opus' ? [0, 1] : [0, 0];
}

beforeAll(() => {
  const wav = writeWav(at('cd.wav'), music, { samples: SAMPLES });
  const mono = writeWav(at('mono.wav'), music, { samples: SAMPLES, channels: 1 });
  writeWav(at('bits-8.wav'), music, { samples: SAMPLES, bits: 8 });
  writeWav(at('bits-24.wav'), music, { samples: SAMPLES, bits: 24 });
  writeWav(at('rate-48.wav'), music, { samples: SAMPLES, sampleRate: 48_000 });
  writeWav(at('surround.wav'), (time, channel) => sine(200 + 50 * channel, 0.999)(time, channel), {
    samples: 44_100,
    channels: 6,
  });
  if (!hasTool('ffmpeg')) return;
  for (const kind of LOSSLESS.slice(1)) encode(wav, at(`cd.${kind}`), ...(kind === 'm4a' ? ['-c:a', 'alac'] : []));
  encode(mono, at('mono.flac'));
  encode(at('bits-24.wav'), at('bits-24.flac'), '-c:a', 'flac');
  for (const [name, ...options] of LOSSY) encode(wav, at(name), ...options);
});

/** The audio of a WAV file that was written by this test. */
const dataOf = (name: string): Buffer => readFileSync(at(name)).subarray(44);

describe.each(Object.keys(ENGINES) as EngineId[])('the audio engine %s', (id) => {
  const withIt = (tools: readonly string[], name: string, test: () => Promise<void>): void =>
    itWith([...PROGRAMS[id], ...tools], name, test);
  let engine: AudioEngine;
  beforeAll(async () => (engine = await openEngine(id)));
  afterAll(async () => await engine.close());

  withIt([], 'tells its name and version, always the same', async () => {
    const text = await engine.describe();
    expect(text).toMatch(/^FFmpeg \d\S* \((embedded|system)\)$/);
    expect(await engine.describe()).toBe(text);
  });

  for (const kind of LOSSLESS) {
    const tools = kind === 'wav' ? [] : ['ffmpeg'];
    withIt(tools, `gives CD audio in ${kind} back bit for bit`, async () => {
      const { pcm, samples, conversion, damage } = await decodeAll(engine, at(`cd.${kind}`));
      expect(pcm.equals(dataOf('cd.wav'))).toBe(true);
      expect({ samples, conversion: describeConversion(conversion), damage }).toEqual({
        samples: SAMPLES,
        conversion: 'bit-identical',
        damage: null,
      });
    });
  }

  withIt(['ffmpeg', 'metaflac'], 'gives what flac gives', async () => {
    const { pcm } = await decodeAll(engine, at('cd.flac'));
    const md5 = createHash('md5').update(pcm).digest('hex');
    expect(runTool('metaflac', ['--show-md5sum', at('cd.flac')]).stdout.trim()).toBe(md5);
  });

  withIt([], 'doubles a mono channel without touching it', async () => {
    const { pcm, conversion } = await decodeAll(engine, at('mono.wav'));
    const source = dataOf('mono.wav');
    const doubled = Buffer.alloc(source.length * 2);
    for (let i = 0; i < SAMPLES; i++) doubled.writeUInt32LE(source.readUInt16LE(i * 2) * 0x1_0001, i * 4);
    expect(pcm.equals(doubled)).toBe(true);
    expect(describeConversion(conversion)).toBe('mono to stereo');
  });

  withIt([], 'widens 8 bits exactly', async () => {
    const { pcm } = await decodeAll(engine, at('bits-8.wav'));
    const widened = Buffer.alloc(pcm.length);
    dataOf('bits-8.wav').forEach((value, i) => widened.writeInt16LE((value - 128) * 256, i * 2));
    expect(pcm.equals(widened)).toBe(true);
  });

  withIt([], 'rounds 24 bits with dither, to the exact length', async () => {
    const source = dataOf('bits-24.wav');
    const { pcm, samples, conversion } = await decodeAll(engine, at('bits-24.wav'));
    expect({ samples, conversion: describeConversion(conversion) }).toEqual({
      samples: SAMPLES,
      conversion: 'dithered to 16 bits',
    });
    const errors = channelOf(pcm, 0).map((value, i) => Math.round(value - source.readIntLE(i * 6, 3) / 256));
    expect(Math.max(...errors.map(Math.abs))).toBe(2);
    // Triangular dither is off by a whole step for about a quarter of the samples; rounding alone for none.
    expect(errors.filter((error) => error !== 0).length / SAMPLES).toBeGreaterThan(0.2);
  });

  withIt([], 'mixes many channels to stereo without clipping', async () => {
    const { pcm, conversion } = await decodeAll(engine, at('surround.wav'));
    expect(describeConversion(conversion)).toBe('6 channels to stereo, dithered to 16 bits');
    for (const channel of [0, 1] as const) {
      const samples = channelOf(pcm, channel);
      const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(peak).toBeGreaterThan(8000);
      expect(peak).toBeLessThan(32_767);
    }
  });

  for (const [name] of LOSSY) {
    withIt(['ffmpeg'], `decodes ${name} to the length that was encoded`, async () => {
      const { samples, damage } = await decodeAll(engine, at(name));
      expect(damage).toBeNull();
      const [less, more] = lengthSlack(name);
      expect(samples).toBeGreaterThanOrEqual(SAMPLES - less);
      expect(samples).toBeLessThanOrEqual(SAMPLES + more);
    });
  }

  withIt([], 'gives the same bytes each time', async () => {
    for (const name of ['bits-24.wav', 'rate-48.wav', 'surround.wav']) {
      const [a, b] = await Promise.all([decodeAll(engine, at(name)), decodeAll(engine, at(name))]);
      expect(a.pcm.equals(b.pcm)).toBe(true);
      expect((await decodeAll(engine, at(name))).pcm.equals(a.pcm)).toBe(true);
    }
  });

  withIt([], 'reads files of any name', async () => {
    const odd = mkdtempSync(at("it's [weird]; name,1:2=3 ☃ %d "));
    for (const name of [
      "it's [weird]; name,1:2=3 ☃.wav",
      '-x.wav',
      'http:foo.wav',
      'a\nb.wav',
      ' .wav',
      'concat:a|b.wav',
    ]) {
      copyFileSync(at('cd.wav'), join(odd, name));
      expect((await decodeAll(engine, join(odd, name))).samples, name).toBe(SAMPLES);
    }
  });

  withIt([], 'refuses what is not audio, and goes on', async () => {
    const contents = {
      empty: '',
      text: 'some words\n'.repeat(300),
      noise: createHash('sha512').update('noise').digest().toString('latin1').repeat(300),
      playlist: '#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n',
    };
    for (const [name, content] of Object.entries(contents)) {
      for (const kind of ['mp3', 'flac', 'm4a', 'ogg', 'wav', 'aiff']) {
        const path = at(`${name}.${kind}`);
        writeFileSync(path, content, 'latin1');
        const refusal = { code: 'audio-unreadable', message: expect.stringContaining(path) as unknown };
        await expect(decodeAll(engine, path), path).rejects.toMatchObject(refusal);
      }
    }
    expect((await decodeAll(engine, at('cd.wav'))).samples).toBe(SAMPLES);
  });

  withIt([], 'does not follow a list of parts in disguise', async () => {
    const path = at('list.mp3');
    writeFileSync(path, `ffconcat version 1.0\nfile cd.wav\n`);
    await expect(decodeAll(engine, path)).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  withIt(['ffmpeg'], 'gives what is left of a file that is cut off, and no more', async () => {
    for (const name of ['cd.wav', 'cd.aiff', 'cd.flac', 'lame.mp3', 'vorbis.ogg', 'opus.opus']) {
      const path = at(`cut-${name}`);
      copyFileSync(at(name), path);
      truncateSync(path, Math.floor(readFileSync(path).length * 0.6));
      const { samples } = await decodeAll(engine, path);
      expect(samples, name).toBeGreaterThan(SAMPLES * 0.3);
      expect(samples, name).toBeLessThan(SAMPLES * 0.8);
    }
    for (const name of ['cd.m4a', 'aac.m4a']) {
      const path = at(`cut-${name}`);
      writeFileSync(path, readFileSync(at(name)).subarray(0, 20_000));
      await expect(decodeAll(engine, path), name).rejects.toMatchObject({ code: 'audio-unreadable' });
    }
  });

  withIt(['ffmpeg'], 'leaves out what is damaged in a FLAC, down to one bit, and says so', async () => {
    const bytes = readFileSync(at('cd.flac'));
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = bytes[middle]! ^ 1;
    writeFileSync(at('flipped.flac'), bytes);
    const { samples, damage } = await decodeAll(engine, at('flipped.flac'));
    expect(samples).toBeLessThan(SAMPLES);
    expect(damage).toContain('Invalid data');
  });

  withIt([], 'tells a missing file from an unreadable one', async () => {
    await expect(decodeAll(engine, at('nowhere.flac'))).rejects.toMatchObject({ code: 'audio-missing' });
    await expect(decodeAll(engine, folder)).rejects.toMatchObject({ code: 'audio-unreadable' });
    runTool('mkfifo', [at('pipe.wav')]);
    await expect(decodeAll(engine, at('pipe.wav'))).rejects.toMatchObject({ code: 'audio-unreadable' });
  });

  withIt([], 'stops when it is told, with the reason, and goes on', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const stop = async (): Promise<void> => controller.abort(reason);
    await expect(engine.decode(at('cd.wav'), stop, controller.signal)).rejects.toBe(reason);
    await expect(decodeAll(engine, at('cd.wav'), controller.signal)).rejects.toBe(reason);
    expect((await decodeAll(engine, at('cd.wav'))).samples).toBe(SAMPLES);
  });

  withIt([], 'stops where its receiver fails, and goes on', async () => {
    const error = new Error('no more room');
    const fail = async (): Promise<void> => {
      throw error;
    };
    await expect(engine.decode(at('cd.wav'), fail)).rejects.toBe(error);
    expect((await decodeAll(engine, at('cd.wav'))).samples).toBe(SAMPLES);
  });
});

describe('the audio engines', () => {
  const same = async (name: string): Promise<readonly [Buffer, Buffer]> => {
    const engines = [await openEngine('embedded'), await openEngine('ffmpeg')] as const;
    try {
      return [(await decodeAll(engines[0], at(name))).pcm, (await decodeAll(engines[1], at(name))).pcm];
    } finally {
      for (const engine of engines) await engine.close();
    }
  };

  for (const name of ['cd.m4a', 'mono.flac', 'bits-24.flac', 'bits-24.wav', 'rate-48.wav', 'surround.wav']) {
    itWith(['ffmpeg', 'ffprobe'], `give equal bytes for ${name}`, async () => {
      const [a, b] = await same(name);
      expect(a.equals(b)).toBe(true);
    });
  }

  for (const [name] of LOSSY) {
    itWith(['ffmpeg', 'ffprobe'], `are at most one step apart for ${name}`, async () => {
      const [a, b] = await same(name);
      expect(greatestDifference(a, b)).toBeLessThanOrEqual(1);
      if (extname(name) !== '.m4a') expect(a.length).toBe(b.length);
    });
  }
});

it('an engine starts nothing before it is used', async () => {
  const engine = await openEngine('embedded');
  await engine.close();
});
