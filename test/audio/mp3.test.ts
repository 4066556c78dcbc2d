import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type AudioEngine, type EngineId } from '../../src/audio/engine.ts';
import { encodeTrack, mp3Bytes } from '../../src/audio/mp3/encode-track.ts';
import { MP3_BITRATES } from '../../src/audio/mp3/size.ts';
import { readTrack } from '../../src/library/read-track.ts';
import type { Track } from '../../src/model/track.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { channelOf, decodeAll, levelAt, sine, trackOf, writeWav } from './sounds.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);

const TAGS: Partial<Track> = {
  title: 'Für Elise – 東京の夜 😀',
  artist: 'Björk',
  album: 'An album',
  albumArtist: 'Various',
  genres: ['Classical'],
  year: 1999,
  trackNumber: 7,
  discNumber: 2,
  isrc: 'USRC17607839',
};

function tone(samples: number, sampleRate = 44_100): Track {
  const path = writeWav(at(`${samples}-${sampleRate}.wav`), sine(1000, 0.5), { samples, sampleRate });
  return { ...trackOf(path, { lengthSamples: samples, sampleRate }), ...TAGS };
}

describe.each(['embedded', 'ffmpeg'] as const)('MP3 by the engine %s', (id: EngineId) => {
  const withIt = (tools: readonly string[], name: string, test: () => Promise<void>): void =>
    itWith([...(id === 'ffmpeg' ? ['ffmpeg', 'ffprobe'] : []), ...tools], name, test);
  let engine: AudioEngine;
  beforeAll(async () => void (engine = await openEngine(id)));
  afterAll(() => engine.close());

  withIt([], 'has the size that was told before, at every bitrate and of every length', async () => {
    for (const [i, samples] of [1, 1151, 1152, 1153, 2304, 44_100, 100_003].entries()) {
      const track = tone(samples);
      const kbps = MP3_BITRATES[i % MP3_BITRATES.length]!;
      const path = at(`${id}-${samples}.mp3`);
      const { bytes, conversion, warnings } = await encodeTrack(track, kbps, path, engine);
      expect(bytes).toBe(mp3Bytes(track, kbps));
      expect(statSync(path).size).toBe(bytes);
      expect({ conversion, warnings }).toEqual({ conversion: `MP3 of ${kbps} kbit/s`, warnings: [] });
    }
  });

  withIt([], 'plays exactly as long as its source, and as loud', async () => {
    const path = at(`${id}-tone.mp3`);
    await encodeTrack(tone(100_003), 256, path, engine);
    const { samples, pcm, damage } = await decodeAll(engine, path);
    expect({ samples, damage }).toEqual({ samples: 100_003, damage: null });
    expect(levelAt(channelOf(pcm, 0).slice(4000, 90_000), 1000)).toBeCloseTo(-6, 0);
    // Shifted by one sample it would be 2300 off.
    const off = Array.from(channelOf(pcm, 0).slice(4000, 90_000), (sample, i) =>
      Math.abs(sample - 16_384 * Math.sin((2 * Math.PI * 1000 * (i + 4000)) / 44_100)),
    );
    expect(Math.max(...off.slice(0, 40_000))).toBeLessThan(500);
  });

  withIt([], 'is known again by the library with its tags', async () => {
    const track = tone(100_003);
    const path = at(`${id}-tags.mp3`);
    const { bytes } = await encodeTrack(track, 192, path, engine);
    const { facts, problem } = await readTrack(path, bytes);
    expect(problem).toBeNull();
    const { title, artist, album, albumArtist, genres, year, trackNumber, discNumber, isrc } = facts!;
    expect({ title, artist, album, albumArtist, genres, year, trackNumber, discNumber, isrc }).toEqual(TAGS);
    expect(facts).toMatchObject({ codec: 'mp3', lengthSamples: 100_003, sampleRate: 44_100 });
  });

  withIt([], 'is the same each time', async () => {
    const track = tone(44_100);
    const paths = [at(`${id}-1.mp3`), at(`${id}-2.mp3`)];
    for (const path of paths) await encodeTrack(track, 128, path, engine);
    expect(readFileSync(paths[0]!).equals(readFileSync(paths[1]!))).toBe(true);
  });

  withIt([], 'tells what was done to other audio', async () => {
    const { conversion } = await encodeTrack(tone(48_000, 48_000), 320, at(`${id}-48.mp3`), engine);
    expect(conversion).toBe('resampled from 48000 Hz, dithered to 16 bits, MP3 of 320 kbit/s');
  });

  withIt([], 'is not made of a file that plays less than its header promises', async () => {
    const track = { ...tone(44_100), lengthSamples: 44_100 * 100 };
    await expect(encodeTrack(track, 128, at('short.mp3'), engine)).rejects.toMatchObject({
      code: 'audio-length-mismatch',
    });
    await expect(encodeTrack({ ...track, path: at('none') }, 128, at('n.mp3'), engine)).rejects.toMatchObject({
      code: 'audio-missing',
    });
  });

  withIt(['ffprobe', 'python3'], 'is read by others: ffprobe and mutagen', async () => {
    const path = at(`${id}-judged.mp3`);
    await encodeTrack(tone(100_003), 256, path, engine);
    const probe = runTool('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path]);
    expect(probe.stderr).toBe('');
    const { format, streams } = JSON.parse(probe.stdout);
    expect(streams[0]).toMatchObject({ codec_name: 'mp3', sample_rate: '44100', channels: 2, bit_rate: '256000' });
    expect(format.tags).toMatchObject({ title: TAGS.title, artist: 'Björk', track: '7', date: '1999' });
    const script =
      'import sys,mutagen.mp3 as m;f=m.MP3(sys.argv[1]);print(f.tags.version,f.info.bitrate,f.info.encoder_info,f["TIT2"])';
    const told = runTool('/usr/bin/python3', ['-c', script, path], { env: { ...process.env, PYTHONUTF8: '1' } });
    expect(told.stdout).toMatch(/^\(2, 3, 0\) 25(?:6000|59\d\d) LAME 3\.100.* Für Elise – 東京の夜 😀\n$/);
  });
});

it('needs a bitrate that MPEG-1 Layer III has', () => {
  expect(
    MP3_BITRATES.every((kbps) => [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320].includes(kbps)),
  ).toBe(true);
});
