import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wavHeader } from '../../src/audio/wav.ts';
import { placeData } from '../../src/batch/place-data.ts';
import { makeMadeDisc } from '../discs/make-made-disc.ts';
import { tempDir } from '../outside.ts';

const FRAME = 2352;
const pcm = Buffer.from(Array.from({ length: 1050 * FRAME }, (_, i) => (i * 31) & 255));
const wav = (from: number, to: number): Buffer =>
  Buffer.concat([wavHeader(to - from), pcm.subarray(from * FRAME, to * FRAME)]);
const never = new AbortController().signal;

describe('the files of tracks', () => {
  it('are what the tracks play, without the pause between them, from an image or from files of tracks alike', async () => {
    const folder = tempDir();
    const disc = makeMadeDisc({ folder });
    const parts = [
      { startFrame: 0, frames: 400 },
      { startFrame: 550, frames: 500 },
    ];
    const place = async (hot: string): Promise<void> => {
      for (const [i, part] of parts.entries())
        await placeData({ name: `job/0${i + 1}.wav`, from: folder, part }, hot, disc, never);
    };
    const expectTracks = (hot: string): void => {
      expect(readFileSync(join(hot, 'job/01.wav')).equals(wav(0, 400))).toBe(true);
      expect(readFileSync(join(hot, 'job/02.wav')).equals(wav(550, 1050))).toBe(true);
    };
    writeFileSync(join(folder, 'disc.wav'), wav(0, 1050));
    const [first, second] = [tempDir(), tempDir()];
    await place(first);
    expectTracks(first);

    rmSync(join(folder, 'disc.wav'));
    await expect(place(second)).rejects.toMatchObject({ code: 'disc-damaged', exitCode: 7 });
    writeFileSync(join(folder, '01.wav'), wav(0, 550));
    writeFileSync(join(folder, '02.wav'), wav(550, 1050));
    await place(second);
    expectTracks(second);
  });
});

describe('a folder of files', () => {
  it('is placed with all that is in it, again over what is there', async () => {
    const [from, hot] = [tempDir(), tempDir()];
    mkdirSync(join(from, 'a/b'), { recursive: true });
    for (const name of ['one.mp3', 'a/two.mp3', 'a/b/three.mp3']) writeFileSync(join(from, name), name);
    for (let time = 0; time < 2; time++)
      await placeData({ name: 'job/files', from, part: null }, hot, makeMadeDisc(), never);
    for (const name of ['one.mp3', 'a/two.mp3', 'a/b/three.mp3'])
      expect(readFileSync(join(hot, 'job/files', name), 'utf8')).toBe(name);
  });
});
