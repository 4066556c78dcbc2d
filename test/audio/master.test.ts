import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/audio/engine.ts';
import { masterDisc } from '../../src/audio/master.ts';
import { BYTES_PER_FRAME } from '../../src/base/frames.ts';
import { hasTool, itWith, runTool, tempDir } from '../outside.ts';
import { discOf, encode, music, sine, trackOf, writeWav } from './sounds.ts';

const folder = tempDir();
const at = (name: string): string => join(folder, name);
const engine = await openEngine('embedded');
afterAll(async () => await engine.close());

const a = writeWav(at('a.wav'), music, { samples: 50_000 });
const b = writeWav(at('b.wav'), sine(440), { samples: 70_001, channels: 1 });
const c = writeWav(at('c.wav'), music, { samples: 48_000, sampleRate: 48_000, bits: 24 });
const trackA = trackOf(a, { lengthSamples: 50_000 });
const trackB = trackOf(b, { lengthSamples: 70_001, channels: 1 });
const trackC = trackOf(c, { lengthSamples: 48_000, sampleRate: 48_000, bitDepth: 24 });
const md5 = (data: Uint8Array): string => createHash('md5').update(data).digest('hex');
const audioOf = (path: string): Buffer => readFileSync(path).subarray(44);

/** Mounts a disk of 1 MiB, which only the administrator of a Linux machine may do. */
function mountSmallDisk(path: string): boolean {
  mkdirSync(path);
  return hasTool('mount') && runTool('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]).status === 0;
}

describe('mastering a disc', () => {
  it('puts every track at its place, and silence everywhere else', async () => {
    const disc = discOf([trackA, trackB, trackC, trackA], 75);
    const path = at('out/disc.wav');
    const { bytes, tracks } = await masterDisc(disc, path, engine);
    expect(bytes).toBe(44 + disc.frames * BYTES_PER_FRAME);
    expect(readdirSync(at('out'))).toEqual(['disc.wav']);
    const audio = audioOf(path);
    expect(audio.length).toBe(disc.frames * BYTES_PER_FRAME);

    expect(tracks.map(({ number, conversion, samples }) => [number, conversion, samples])).toEqual([
      [1, 'bit-identical', 50_000],
      [2, 'mono to stereo', 70_001],
      [3, 'resampled from 48000 Hz, dithered to 16 bits', 44_100],
      [4, 'bit-identical', 50_000],
    ]);
    let end = 0;
    for (const [i, { startFrame, frames }] of disc.tracks.entries()) {
      const start = startFrame * BYTES_PER_FRAME;
      const length = tracks[i]!.samples * 4;
      expect(audio.subarray(end, start).every((byte) => byte === 0)).toBe(true);
      expect(md5(audio.subarray(start, start + length))).toBe(tracks[i]!.md5);
      end = start + frames * BYTES_PER_FRAME;
      expect(audio.subarray(start + length, end).every((byte) => byte === 0)).toBe(true);
    }
    expect(tracks[0]!.md5).toBe(md5(audioOf(a)));
  });

  it('gives the same bytes however many tracks are decoded at a time', async () => {
    const disc = discOf([trackC, trackA, trackB, trackC, trackA]);
    const files = [1, 2, 5].map((atATime) => ({ atATime, path: at(`by-${atATime}.wav`) }));
    for (const { atATime, path } of files) await masterDisc(disc, path, engine, { atATime });
    const [first, ...others] = files.map(({ path }) => md5(readFileSync(path)));
    expect(others).toEqual([first, first]);
  });

  it('tells how far it is, up to the last frame', async () => {
    const disc = discOf([trackA, trackB]);
    const told: number[] = [];
    await masterDisc(disc, at('told.wav'), engine, { onProgress: ({ frames }) => told.push(frames) });
    expect(told).toEqual([...told].sort((x, y) => x - y));
    expect(told.at(-1)).toBe(disc.frames);
  });

  itWith(['shntool', 'flac'], 'makes a file that other programs take for CD audio', async () => {
    await masterDisc(discOf([trackA, trackB, trackA, trackB]), at('judged.wav'), engine);
    expect(runTool('shntool', ['len', at('judged.wav')]).stdout.split('\n')[1]).toMatch(/ ---\s+--\s+-----/);
    expect(runTool('flac', ['-s', '-f', '-o', at('judged.flac'), at('judged.wav')]).status).toBe(0);
  });

  itWith(['ffmpeg', 'metaflac'], "tells a FLAC's own checksum", async () => {
    const flac = encode(a, at('a.flac'));
    const { tracks } = await masterDisc(discOf([trackOf(flac, { lengthSamples: 50_000 })]), at('flac.wav'), engine);
    expect(runTool('metaflac', ['--show-md5sum', flac]).stdout.trim()).toBe(tracks[0]!.md5);
  });

  it('says what was really done where the library was mistaken about a file', async () => {
    const mistaken = trackOf(c, { lengthSamples: 44_100 });
    const { tracks } = await masterDisc(discOf([mistaken]), at('mistaken.wav'), engine);
    expect(tracks[0]!.conversion).toBe('resampled from 48000 Hz, dithered to 16 bits');
  });

  it('cuts or fills a lossy track whose header is a little off, and says so', async () => {
    const longer = trackOf(a, { lengthSamples: 50_100, bitDepth: null });
    const shorter = trackOf(a, { lengthSamples: 49_900, bitDepth: null });
    const path = at('off.wav');
    const { tracks } = await masterDisc(discOf([longer, shorter]), path, engine);
    expect(tracks.map(({ samples, warnings }) => [samples, ...warnings])).toEqual([
      [50_000, 'a.wav plays 100 samples less than its header promises: silence takes their place'],
      [49_900, 'a.wav plays 100 samples more than its header promises: they are cut'],
    ]);
    expect(tracks[1]!.md5).toBe(md5(audioOf(a).subarray(0, 49_900 * 4)));
  });
});

describe('mastering that fails', () => {
  it.each([
    ['is cut off', 60_000],
    ['is longer', 40_000],
  ])('refuses a lossless file that %s', async (_, lengthSamples) => {
    const failing = masterDisc(discOf([trackA, trackOf(a, { lengthSamples })]), at('mismatch/disc.wav'), engine);
    await expect(failing).rejects.toMatchObject({
      code: 'audio-length-mismatch',
      message: expect.stringContaining(a) as unknown,
      hint: 'replace the file or take it out of the library, then run again',
    });
    expect(readdirSync(at('mismatch'))).toEqual([]);
  });

  it('stops at once where a file plays far longer than it says', async () => {
    const long = writeWav(at('long.wav'), () => 0, { samples: 3_000_000 });
    let played = 0;
    const counting = { ...engine };
    counting.decode = async (path, receive, signal) =>
      await engine.decode(
        path,
        async (pcm) => {
          played += pcm.length / 4;
          await receive(pcm);
        },
        signal,
      );
    const failing = masterDisc(discOf([trackOf(long, { lengthSamples: 1000 })]), at('long-out.wav'), counting);
    await expect(failing).rejects.toMatchObject({ code: 'audio-length-mismatch' });
    expect(played).toBeLessThan(100_000);
  });

  it('leaves an older file alone, and nothing beside it', async () => {
    const path = at('kept/disc.wav');
    mkdirSync(at('kept'));
    writeFileSync(path, 'older');
    const missing = trackOf(at('gone.flac'), { lengthSamples: 1000 });
    const failing = masterDisc(discOf([trackA, trackB, missing, trackC]), path, engine);
    await expect(failing).rejects.toMatchObject({ code: 'audio-missing' });
    expect(readdirSync(at('kept'))).toEqual(['disc.wav']);
    expect(readFileSync(path, 'utf8')).toBe('older');
  });

  it('stops when it is told, with the reason, and leaves nothing', async () => {
    const controller = new AbortController();
    const reason = new Error('interrupted');
    const failing = masterDisc(discOf([trackA, trackB, trackC]), at('stopped/disc.wav'), engine, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(failing).rejects.toBe(reason);
    expect(readdirSync(at('stopped'))).toEqual([]);
  });

  it('tells where it can not write', async () => {
    const failing = masterDisc(discOf([trackA]), join(a, 'disc.wav'), engine);
    await expect(failing).rejects.toMatchObject({ code: 'output-unwritable' });
  });

  const small = at('small');
  const hasSmallDisk = mountSmallDisk(small);
  afterAll(() => {
    if (hasSmallDisk) runTool('umount', [small]);
  });
  const full = `tells when the disk is full${hasSmallDisk ? '' : ' (SKIPPED: a small disk can not be mounted here)'}`;
  it.skipIf(!hasSmallDisk)(full, async () => {
    const failing = masterDisc(discOf([trackA, trackB, trackA, trackB, trackA]), join(small, 'disc.wav'), engine);
    await expect(failing).rejects.toMatchObject({
      code: 'disk-full',
      message: `can't write ${join(small, 'disc.wav')}: no space left on the device`,
    });
    expect(readdirSync(small)).toEqual([]);
  });
});
