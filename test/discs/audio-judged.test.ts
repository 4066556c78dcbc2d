/** Where the programs that read audio find each sample of a disc, and with which bytes first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { BYTES_PER_FRAME } from '../../src/base/frames.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { makeTrack } from '../make-track.ts';
import { makeDisc } from './make.ts';
import { EVERYTHING, unpackDisc } from './whole-disc.ts';

const folder = tempDir();
const [whole, split] = [join(folder, 'whole'), join(folder, 'split')];
const disc = makeDisc([makeTrack({ lengthSamples: 176_500 }), makeTrack({ lengthSamples: 176_400 })], {
  ...{ pauseFrames: 30, catalog: '4006381333931' },
  flags: { copyPermitted: true, preEmphasis: false },
});
let pcm: Buffer;
beforeAll(async () => {
  await unpackDisc(whole, disc, { ...EVERYTHING, ddp: false });
  await unpackDisc(split, disc, { ...PLAIN_AUDIO, layout: 'tracks' });
  pcm = readFileSync(join(whole, 'disc.wav')).subarray(44);
});

const partOf = (from: number, frames: number): Buffer =>
  pcm.subarray(from * BYTES_PER_FRAME, (from + frames) * BYTES_PER_FRAME);

/** What a line of the shell prints in that folder. */
const shell = (line: string, cwd: string): string => runTool('sh', ['-c', line], { cwd }).stdout;

/** The checksum of all samples that cdrdao would write, in decimal. */
const shownByCdrdao = (cwd: string, sheet: string): string =>
  shell(`cdrdao show-data ${sheet} 2>/dev/null | tr -s ': ' ' ' | cut -d' ' -f3- | md5sum`, cwd);

describe('a disc of noise', () => {
  itWith(['cdrdao'], 'is burned by cdrdao as it is, from the image and from files of its tracks', () => {
    const samples = shell("tail -c +45 disc.wav | od -An -v -td2 -w4 | tr -s ' ' | cut -d' ' -f2- | md5sum", whole);
    expect(shownByCdrdao(whole, 'disc.toc')).toBe(samples);
    expect(shownByCdrdao(whole, 'disc.cue')).toBe(samples);
    expect(shownByCdrdao(split, 'disc.toc')).toBe(samples);
  });

  itWith(['cd-info', 'cd-read'], 'is read by libcdio from its raw image: places, flags, code, samples', () => {
    const source = ['--no-header', '--no-device-info', '-c', 'discbin.cue'];
    const { stdout } = runTool('cd-info', source, { cwd: whole });
    const rows = [...stdout.matchAll(/^ *(\d+): \S+ +(\d{6}) audio +false +(yes|no) +2 +(yes|no)/gm)];
    expect(rows.map(([, number, lsn, copy, emphasis]) => [Number(number), Number(lsn), copy, emphasis])).toEqual(
      disc.tracks.map(({ number, startFrame }) => [number, startFrame, 'yes', 'no']),
    );
    expect(stdout).toMatch(new RegExp(`^170: \\S+ +${String(disc.frames).padStart(6, '0')} leadout`, 'm'));
    expect(stdout).toContain(`Media Catalog Number (MCN): ${disc.catalog}`);

    for (const { number, startFrame, frames } of disc.tracks) {
      const output = join(folder, `${number}.raw`);
      const range = ['-s', String(startFrame), '-n', String(frames), '-o', output];
      runTool('cd-read', ['--no-header', '-c', 'discbin.cue', '-m', 'audio', ...range], { cwd: whole });
      expect(readFileSync(output).equals(partOf(startFrame, frames)), `track ${number}`).toBe(true);
    }
  });

  itWith(['bchunk'], 'is cut by bchunk into its tracks', () => {
    const to = join(folder, 'cut-');
    expect(runTool('bchunk', ['-w', 'discbin.bin', 'discbin.cue', to], { cwd: whole }).status).toBe(0);
    for (const { number, startFrame, frames } of disc.tracks) {
      const cut = readFileSync(`${to}${String(number).padStart(2, '0')}.wav`);
      expect(cut.subarray(44).equals(partOf(startFrame, frames)), `track ${number}`).toBe(true);
    }
  });
});
