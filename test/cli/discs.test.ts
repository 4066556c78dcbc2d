/** Discs with everything that can be asked for, listed, shown, unpacked and verified; and what is refused. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { mixpress, ordersOf, smallLibrary, unfinishedWork, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
const [music, out] = [join(dir, 'music'), join(dir, 'out')];
const manifest = join(dir, 'orders.csv');
const ALL = [
  '--layout',
  'both',
  '--bin',
  '--ddp',
  '--pause',
  '1s',
  '--cd-text',
  'latin1',
  '--copy-permitted',
  '--loudness',
  'track',
];
const run = (...options: string[]): Run =>
  mixpress(home, ['run', manifest, '--library', music, '--out', out, '--no-insert', '--format', 'json', ...options]);
const bundleOf = (made: Run): string => ordersOf(made)[0]!.bundle!;

let first: Run;
let folder = '';
beforeAll(() => {
  smallLibrary(music);
  writeText(manifest, 'title,genre,duration,copies', 'Späte Lieder,Jazz,0:20,2');
  first = run(...ALL);
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 3, stderr: '' });
  mkdirSync(join(dir, 'unpacked'));
  expect(runTool('python3', ['-m', 'zipfile', '-e', bundleOf(first), join(dir, 'unpacked')]).status).toBe(0);
  folder = join(dir, 'unpacked', readdirSync(join(dir, 'unpacked'))[0]!);
});

describe('a bundle with everything', () => {
  it('holds the disc in all forms, and its record says how it was made', () => {
    const names = readdirSync(join(folder, 'disc-1'), { recursive: true, encoding: 'utf8' });
    for (const name of [
      'disc.wav',
      '01.wav',
      '02.wav',
      'discbin.bin',
      'discbin.cue',
      'disc-player.cue',
      'PQ.txt',
      'cdtext.cdt',
      'ddp/IMAGE.DAT',
    ])
      expect(names).toContain(name);
    const record = JSON.parse(readFileSync(join(folder, 'disc-1/disc.json'), 'utf8'));
    expect(record).toMatchObject({
      title: 'Späte Lieder',
      flags: { copyPermitted: true, preEmphasis: false },
      audio: { layout: 'both', bin: true, ddp: true, loudness: { per: 'track', lufs: -18 } },
      cdText: { title: 'Späte Lieder', charset: 'latin1' },
      tracks: [{ pregapFrames: 0 }, { pregapFrames: 75 }],
    });
    for (const { level } of record.tracks) expect(level).toMatchObject({ gainDb: expect.any(Number), limited: false });
    expect(record.tracks[0].level.gainDb).toBeCloseTo(-18 - record.tracks[0].level.measuredLufs, 1);
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
    expect(readme).toContain('cdrskin -v dev=/dev/sr0 -sao -audio textfile=cdtext.cdt ??.wav');
    expect(readme).toMatch(/It is\sexperimental/);
    expect(readme).toMatch(/gain [-+]\d+\.\d\d dB, dithered to 16 bits/);
  });

  it('is verified, as a whole, a disc and a fileset; damage is told with exit code 7', () => {
    for (const path of [folder, join(folder, 'disc-1'), join(folder, 'disc-1/ddp')]) {
      expect(mixpress(home, ['disc', 'verify', path])).toEqual({
        code: 0,
        stdout: `${path}: 1 disc, no fault\n`,
        stderr: '',
      });
    }
    const sheet = join(folder, 'disc-1/disc.toc');
    const sound = readFileSync(sheet, 'latin1');
    writeFileSync(sheet, sound.replace('COPY', 'NO COPY'), 'latin1');
    const told = mixpress(home, ['disc', 'verify', join(folder, 'disc-1')]);
    writeFileSync(sheet, sound, 'latin1');
    expect(told).toMatchObject({ code: 7, stderr: '' });
    expect(told.stdout).toBe(
      'disc.toc: line 11 is "NO COPY" where disc.json makes it "COPY"; unpack its bundle again, or make it anew\n',
    );
    expect(mixpress(home, ['disc', 'verify', join(dir, 'nowhere')])).toMatchObject({ code: 2, stdout: '' });
  });

  itWith(['cdrdao', 'shntool'], 'is accepted by cdrdao and shntool', () => {
    const cwd = join(folder, 'disc-1');
    expect(runTool('cdrdao', ['read-test', 'disc.toc'], { cwd }).status).toBe(0);
    const wavs = readdirSync(cwd).filter((name) => name.endsWith('.wav'));
    const lines = runTool('shntool', ['len', ...wavs], { cwd })
      .stdout.split('\n')
      .slice(1, wavs.length + 1);
    for (const line of lines) expect(line).toMatch(/ B +--- +-- +-----/);
  });

  itWith(['ffmpeg'], 'plays as loud as it was asked to', () => {
    for (const name of ['01.wav', '02.wav']) {
      const path = join(folder, 'disc-1', name);
      const told = runTool('ffmpeg', [
        '-nostats',
        '-i',
        path,
        '-af',
        'ebur128=framelog=verbose',
        '-f',
        'null',
        '-',
      ]).stderr;
      expect(Math.abs(Number(/I: +(-?[\d.]+) LUFS/.exec(told)![1]) + 18), name).toBeLessThanOrEqual(0.2);
    }
  });
});

describe('running again', () => {
  it('does nothing where nothing has changed, measures nothing twice, and makes another bundle for other options', () => {
    expect(run(...ALL).stdout).toBe(first.stdout);
    expect(JSON.parse(mixpress(home, ['library', 'stats', '--format', 'json']).stdout)).toMatchObject({
      withLoudness: 2,
    });
    const album = run('--loudness', 'album:-23');
    const store = openStore(join(home, 'mixpress.db'));
    expect(store.db.prepare("SELECT count(*) FROM events WHERE kind = 'loudness-measured'").pluck().get()).toBe(1);
    store.close();
    const stored = mixpress(home, ['disc', 'list', '--format', 'json']);
    const [one, other] = [first, album].map((made) => (JSON.parse(made.stdout) as { batch: string }).batch);
    expect(other).not.toBe(one);
    expect(bundleOf(album)).not.toBe(bundleOf(first));
    expect(JSON.parse(stored.stdout)).toMatchObject([{ title: 'Späte Lieder', tracks: 2, copies: 2 }]);
    expect(unfinishedWork(home)).toEqual([]);
  });
});

describe('disc list and disc show', () => {
  it('find a disc by the start of its id and by the serial number of a copy', () => {
    const [listed] = JSON.parse(mixpress(home, ['disc', 'list', '--format', 'json']).stdout) as { id: string }[];
    const shown = mixpress(home, ['disc', 'show', listed!.id.slice(0, 5), '--format', 'json']);
    const disc = JSON.parse(shown.stdout) as { id: string; copies: { serial: string }[]; tracks: unknown[] };
    expect(disc).toMatchObject({
      id: listed!.id,
      title: 'Späte Lieder',
      media: 'cd-80',
      discIds: { freedb: expect.any(String) },
    });
    const text = mixpress(home, ['disc', 'show', disc.copies[1]!.serial]);
    expect(text.stdout).toContain(`Späte Lieder (${listed!.id})`);
    expect(text.stdout).toContain(`copies: ${disc.copies.map(({ serial }) => serial).join(', ')}`);
    expect(mixpress(home, ['disc', 'show', 'zzzz'])).toMatchObject({ code: 2, stdout: '' });
  });
});
