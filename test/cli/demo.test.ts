/** The main job of the README on the fixtures, and what outside judges say of every disc that comes out. */
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { itWith, projectRoot, runTool, tempDir } from '../outside.ts';
import { fixture, mixpress } from './mixpress.ts';

interface TrackRecord {
  readonly position: number;
  readonly disc: number;
  readonly number: number;
  readonly frames: number;
  readonly sourcePath: string;
  readonly conversion: string;
}

interface DiscRecord {
  readonly title: string;
  readonly frames: number;
  readonly medium: { readonly capacityFrames: number };
  readonly tracks: readonly { readonly startFrame: number; readonly frames: number; readonly title: string }[];
}

const dir = tempDir();
const out = join(dir, 'out');
let bundles: readonly string[] = [];
let discs: readonly { readonly folder: string; readonly record: DiscRecord }[] = [];

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

beforeAll(() => {
  const { scripts } = json<{ scripts: Record<string, string> }>(join(projectRoot, 'package.json'));
  expect(scripts['demo']).toContain('run fixtures/orders.csv --library fixtures/music --out demo-out');
  const run = mixpress(join(dir, 'home'), ['run', fixture('orders.csv'), '--library', fixture('music'), '--out', out]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('Next, for each of them:');

  for (const name of readdirSync(out))
    expect(runTool('python3', ['-m', 'zipfile', '-e', join(out, name), dir]).status, name).toBe(0);
  bundles = readdirSync(out).map((name) => join(dir, name.replace(/\.zip$/, '')));
  discs = bundles.flatMap((bundle) =>
    readdirSync(bundle)
      .filter((name) => name.startsWith('disc-'))
      .map((name) => ({ folder: join(bundle, name), record: json<DiscRecord>(join(bundle, name, 'disc.json')) })),
  );
  expect(bundles).toHaveLength(7);
  expect(discs).toHaveLength(8);
});

describe('the demo', () => {
  it('makes discs as long as their playlists, to the frame, within their media', () => {
    for (const bundle of bundles) {
      const { playlist } = json<{ playlist: { tracks: TrackRecord[]; wantedMs: number | null; lengthMs: number } }>(
        join(bundle, 'bundle.json'),
      );
      const ofBundle = discs.filter(({ folder }) => folder.startsWith(`${bundle}/`));
      const frames = playlist.tracks.reduce((sum, track) => sum + track.frames, 0);
      expect(ofBundle.reduce((sum, { record }) => sum + record.frames, 0)).toBe(frames);
      expect(playlist.lengthMs).toBe(Math.round((frames * 1000) / 75));
      expect(playlist.lengthMs).toBeLessThanOrEqual(playlist.wantedMs ?? Infinity);
    }
    for (const { folder, record } of discs) {
      expect(readFileSync(join(folder, 'disc.wav')).length, folder).toBe(44 + record.frames * 2352);
      expect(record.frames).toBeLessThanOrEqual(record.medium.capacityFrames);
    }
  });

  itWith(['sha256sum'], 'has checksums that hold', () => {
    for (const cwd of bundles)
      expect(runTool('sha256sum', ['-c', '--strict', '--quiet', 'SHA256SUMS'], { cwd }), cwd).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      });
  });

  itWith(['7z', 'unzip'], 'is packed soundly', () => {
    for (const name of readdirSync(out)) {
      expect(runTool('7z', ['t', join(out, name)]).status, name).toBe(0);
      expect(runTool('unzip', ['-tq', join(out, name)]).status, name).toBe(0);
    }
  });

  itWith(['cdrdao'], 'is accepted by cdrdao', () => {
    for (const { folder: cwd, record } of discs) {
      const read = runTool('cdrdao', ['read-test', 'disc.toc'], { cwd });
      expect(read.status, cwd).toBe(0);
      expect(read.stdout + read.stderr).toContain(`Read ${record.frames} blocks.`);
      const shown = runTool('cdrdao', ['show-toc', 'disc.toc'], { cwd });
      expect(shown.stdout + shown.stderr).not.toMatch(/END\*|WARNING|ERROR/);
    }
  });

  itWith(['flac', 'metaflac'], 'is accepted by flac with the cue sheet', () => {
    for (const { folder: cwd, record } of discs) {
      const flac = join(dir, 'disc.flac');
      expect(
        runTool('flac', ['-s', '-f', '-0', '--cuesheet=disc.cue', 'disc.wav', '-o', flac], { cwd }),
        cwd,
      ).toMatchObject({ status: 0, stderr: '' });
      const sheet = runTool('metaflac', ['--list', '--block-type=CUESHEET', flac]).stdout;
      const offsets = [...sheet.matchAll(/^ {4}track\[\d+\]\n {6}offset: (\d+)/gm)].map(
        (match) => Number(match[1]) / 588,
      );
      expect(offsets, cwd).toEqual([...record.tracks.map(({ startFrame }) => startFrame), record.frames]);
    }
  });

  itWith(['shntool'], 'is cut for CD to shntool', () => {
    for (const { folder: cwd } of discs)
      expect(runTool('shntool', ['len', 'disc.wav'], { cwd }).stdout, cwd).toMatch(/ B\s+---\s+--\s+-----\s/);
  });

  itWith(['cd-info'], 'has CD-TEXT for cd-info', () => {
    for (const { folder: cwd, record } of discs) {
      copyFileSync(join(cwd, 'disc.cue'), join(cwd, 'burn.cue'));
      copyFileSync(join(cwd, 'disc.wav'), join(cwd, 'burn.bin'));
      const shown = runTool('cd-info', ['--no-header', '--no-device-info', '-c', 'burn.cue'], { cwd }).stdout;
      const titles = [...shown.matchAll(/^\s*TITLE: (.*)$/gm)].map((match) => match[1]!);
      expect(titles, cwd).toHaveLength(record.tracks.length + 1);
      const ascii = record.tracks.map(({ title }) => title).filter((title) => /^[\x20-\x7e]+$/.test(title));
      expect(titles).toEqual(expect.arrayContaining(ascii));
    }
  });

  itWith(['ffmpeg'], 'has every bit of what needed no change', () => {
    let identical = 0;
    for (const bundle of bundles) {
      const { playlist } = json<{ playlist: { tracks: TrackRecord[] } }>(join(bundle, 'bundle.json'));
      for (const track of playlist.tracks.filter(({ conversion }) => conversion === 'bit-identical')) {
        const source = runTool('ffmpeg', [
          '-v',
          'error',
          '-i',
          fixture(`music/${track.sourcePath}`),
          '-f',
          's16le',
          '-',
        ]);
        const { record } = discs.find(({ folder }) => folder === join(bundle, `disc-${track.disc}`))!;
        const start = 44 + record.tracks[track.number - 1]!.startFrame * 2352;
        const slot = readFileSync(join(bundle, `disc-${track.disc}`, 'disc.wav')).subarray(
          start,
          start + track.frames * 2352,
        );
        expect(md5(slot.subarray(0, source.bytes.length)), track.sourcePath).toBe(md5(source.bytes));
        expect(slot.subarray(source.bytes.length).every((byte) => byte === 0)).toBe(true);
        expect(slot.length - source.bytes.length).toBeLessThan(2352);
        identical++;
      }
    }
    expect(identical).toBeGreaterThan(0);
  });
});

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
