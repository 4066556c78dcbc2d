import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import {
  digests,
  halfWritten,
  mixpress,
  ordersOf,
  smallLibrary,
  unfinishedWork,
  writeText,
  type Run,
  itUnprivileged,
} from './mixpress.ts';
import { itOnDisk } from './tmpfs.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
// 2.1 and 0.9 MB of audio.
const manifest = writeText(
  join(dir, 'orders.csv'),
  'title,genre,duration',
  'Large,Jazz,0:12',
  'Small,Stage & Screen,0:06',
);
const words = ['run', manifest, '--library', library, '--no-insert', '--format', 'json'];

/** What a run without trouble makes. */
let sound: Readonly<Record<string, string>>;

beforeAll(() => {
  const out = join(dir, 'sound');
  expect(mixpress(join(dir, 'home-sound'), [...words, '--out', out])).toMatchObject({ code: 0, stderr: '' });
  sound = digests(out);
});

function statesOf(run: Run): string[] {
  return ordersOf(run).map(({ state }) => state);
}

function expectMade(home: string, out: string, run: Run): void {
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  expect(digests(out)).toEqual(sound);
  expect(unfinishedWork(home)).toEqual([]);
}

describe('a folder for the bundles', () => {
  const home = join(dir, 'home-none');

  it.each([
    ['that is not named', [], 'where should the bundles go?', 'add --out DIR, or --dry-run'],
    [
      'that is a file',
      ['--out', manifest],
      `can't write to the folder ${manifest}`,
      'name another folder with --out DIR',
    ],
    ['below a file', ['--out', join(manifest, 'x')], 'it is not a folder', 'name another folder with --out DIR'],
  ])('%s stops the run before any work is done', (_kind, more, message, hint) => {
    const run = mixpress(home, [...words, ...more]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(`\nhint: ${hint}`);
    expect(run.stderr).not.toMatch(/EEXIST|ENOTDIR|mkdir/);
    expect(existsSync(home)).toBe(false);
    expect(readFileSync(manifest, 'utf8')).toMatch(/^title/);
  });

  it('is made where it is missing, with all above it', () => {
    const out = join(dir, 'deep/er/out');
    expectMade(home, out, mixpress(home, [...words, '--out', out]));
  });

  itUnprivileged('that may not be written to is told of', (options) => {
    const [shut, own] = [join(dir, 'shut'), join(dir, 'own')];
    for (const path of [shut, own]) mkdirSync(path);
    chmodSync(shut, 0o555);
    if (options.uid !== undefined) {
      chmodSync(dir, 0o755);
      chownSync(own, options.uid, options.uid);
    }
    for (const [out, home] of [
      [shut, join(own, 'home')],
      [join(shut, 'new'), join(own, 'home')],
      [join(own, 'out'), join(shut, 'home')],
    ] as const) {
      const run = mixpress(home, [...words, '--out', out], options);
      expect([1, 2]).toContain(run.code);
      expect(run.stdout).toBe('');
      expect(run.stderr).toMatch(/^error: can't .*shut.*: permission denied\nhint: name another/);
    }
    expect(readdirSync(shut)).toEqual([]);
    chmodSync(shut, 0o755);
  });

  itOnDisk('ro', 'on a read-only file system is told of', ({ path }) => {
    for (const out of [path, join(path, 'new')]) {
      const run = mixpress(home, [...words, '--out', out]);
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain(`can't write to the folder ${out}: the file system is read-only`);
    }
  });

  // Making a folder in there fails in a way that some recursive mkdirs take for "try again".
  it.runIf(existsSync('/proc/self'))('that no one can make does not hang the run', () => {
    for (const more of [
      ['--out', '/proc/mixpress/out'],
      ['--out', join(dir, 'never'), '--home', '/proc/mixpress/home'],
    ]) {
      const run = mixpress(home, [...words, ...more]);
      expect([1, 2]).toContain(run.code);
      expect(run.stderr).toMatch(/^error: can't .*\/proc\/mixpress/);
    }
  });

  itOnDisk('size=2200k', 'that is nearly full fails the orders that do not fit and takes the others', (disk) => {
    const [home, out] = [join(dir, 'home-full-out'), join(disk.path, 'out')];
    const run = mixpress(home, [...words, '--out', out]);
    expect(run).toMatchObject({ code: 3, stderr: '' });
    expect(statesOf(run)).toEqual(['failed', 'done']);
    const [large] = ordersOf(run);
    expect(large!.reason).toMatch(
      /large-\w+\.zip needs [\d.]+ MB, but only [\d.]+ MB are free; free [\d.]+ .B there, or name/,
    );
    expect(large).toMatchObject({ bundle: null });
    expect(halfWritten(home, disk.path)).toEqual([]);
    expect(readdirSync(out)).toHaveLength(1);

    const elsewhere = join(dir, 'elsewhere');
    expectMade(home, elsewhere, mixpress(home, [...words, '--out', elsewhere]));
    disk.remount('size=20m');
    expectMade(home, out, mixpress(home, [...words, '--out', out]));
  });
});

describe('a workspace', () => {
  const env = { env: { HOME: dir } };

  it.each([
    ['that is a file', manifest],
    ['below a file', join(manifest, 'x')],
  ])('%s is told of', (_kind, home) => {
    for (const run of [
      mixpress(home, [...words, '--out', join(dir, 'unused')], env),
      mixpress(home, ['status'], env),
      mixpress(home, ['library', 'scan', library], env),
    ]) {
      expect([1, 2]).toContain(run.code);
      expect(run.stdout).toBe('');
      expect(run.stderr).toMatch(/^error: can't open the database .*orders\.csv.*: .*\nhint: name another workspace/);
      expect(run.stderr).not.toMatch(/EEXIST|mkdir/);
    }
  });

  it('with a file that is no database is told of, and left alone', () => {
    const home = join(dir, 'home-garbage');
    mkdirSync(home);
    writeFileSync(join(home, 'mixpress.db'), 'garbage');
    const run = mixpress(home, [...words, '--out', join(dir, 'unused')]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toBe(
      `error: can't open the database ${join(home, 'mixpress.db')}: file is not a database\n` +
        'hint: name another workspace with --home DIR, or mend its permissions\n',
    );
    expect(readFileSync(join(home, 'mixpress.db'), 'utf8')).toBe('garbage');
  });

  itOnDisk('size=1m', 'without room for the audio fails the orders, and completes once there is room', (disk) => {
    const [home, out] = [join(disk.path, 'home'), join(dir, 'out-small-home')];
    const run = mixpress(home, [...words, '--out', out]);
    expect(run).toMatchObject({ code: 3, stderr: '' });
    expect(statesOf(run)).toEqual(['failed', 'failed']);
    for (const { reason } of ordersOf(run))
      expect(reason).toMatch(/^can't write .*home\/work\/.*\.wav: no space left on the device; free some space/);
    expect(halfWritten(home, out)).toEqual([]);
    expect(unfinishedWork(home)).toEqual([]);
    expect(readdirSync(out)).toEqual([]);

    disk.remount('size=20m');
    expectMade(home, out, mixpress(home, [...words, '--out', out]));
  });

  for (const size of ['4k', '150k', '260k']) {
    itOnDisk(`size=${size}`, `on a disk of ${size} ends with one message, and completes once there is room`, (disk) => {
      const [home, out] = [join(disk.path, 'home'), join(dir, `out-${size}`)];
      const run = mixpress(home, [...words, '--out', out]);
      expect(run, run.stderr).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(/^error: .*(disk is full|no space left on the device)\nhint: .*\n$/);
      expect(run.stderr, 'where').toContain(disk.path);
      expect(halfWritten(home, out)).toEqual([]);

      disk.remount('size=20m');
      expectMade(home, out, mixpress(home, [...words, '--out', out]));
    });
  }
});
