import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchEvent } from '../../src/model/batch.ts';
import { EVENTS } from '../../src/model/events.ts';
import { takeLock } from '../../src/store/lock.ts';
import { hasTool, itWith, runTool, tempDir } from '../outside.ts';
import { mixpress, smallLibrary, writeText } from './mixpress.ts';
import { ENTER, sitDown } from './terminal.ts';

const dir = tempDir();
const home = join(dir, 'home');
const image = join(dir, 'mix.iso');
const log = join(dir, 'asked');
let disc = '';
let order: readonly string[];

/** What a drive says and does, for cdrdao: no program burns audio without one. */
function drive(info: string, burn = "printf 'Wrote 2 of 2 MB\\n'"): void {
  const bin = join(dir, 'bin');
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\ncase "$1 $2" in "write -h") exit 1;; disk-info*) ${info};; *) ${burn};; esac\n`;
  writeFileSync(join(bin, 'cdrdao'), script);
  chmodSync(join(bin, 'cdrdao'), 0o755);
  writeFileSync(log, '');
}

const blank = (sectors: number): string =>
  `printf 'Total Capacity       : 00:00:00 (${sectors} blocks, 1/1 MB)\\nCD-R medium          : n/a\\nCD-R empty           : yes\\n'`;
const asked = (): string[] =>
  readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => /^(write|simulate) --/.test(line));
const env = { PATH: `${join(dir, 'bin')}:${process.env['PATH']!}` };
const burn = (where: string, ...words: readonly string[]) => mixpress(where, ['disc', 'burn', ...words], { env });

beforeAll(() => {
  const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration,copies', 'Late Night,Jazz,0:12,3');
  order = ['run', manifest, '--library', smallLibrary(join(dir, 'music')), '--out', dir];
  const run = mixpress(home, order);
  expect(run.code, run.stderr).toBe(0);
  const bundle = readdirSync(dir).find((name) => name.endsWith('.zip'))!;
  runTool('unzip', ['-q', join(dir, bundle), '-d', dir]);
  disc = join(dir, bundle.replace(/\.zip$/, ''), 'disc-1');
  writeFileSync(image, Buffer.alloc(64 * 2048, 'mix'));
});

describe('mixpress disc burn', () => {
  it('asks before it writes: without a terminal and without --yes nothing is burned', () => {
    drive(blank(359_846));
    const { code, stderr } = burn(join(dir, 'a'), disc);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
    expect(asked()).toEqual([]);
  });

  it('burns one copy after the other, and the second time only those left', () => {
    const where = join(dir, 'b');
    drive(
      `if [ "$(grep -c '^write --' '${log}')" -lt 2 ]; then ${blank(359_846)}; else echo 'CD-R empty           : no'; fi`,
    );
    const first = burn(where, disc, '--yes', '--speed', '8', '--format', 'json');
    expect(first.code, first.stderr).toBe(4);
    expect(first.stderr).toMatch(/insert disc 3 of 3, serial \S+-03/);
    const answer = JSON.parse(first.stdout) as { burned: { number: number }[]; left: { number: number }[] };
    expect([answer.burned, answer.left].map((copies) => copies.map(({ number }) => number))).toEqual([[1, 2], [3]]);
    expect(asked()).toEqual(Array.from({ length: 2 }, () => 'write --device /dev/sr0 --speed 8 -n disc.toc'));

    drive(blank(359_846));
    expect(burn(where, disc, '--yes', '--device', '/dev/sr1')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('burned 1 of 1'),
    });
    expect(asked()).toEqual(['write --device /dev/sr1 -n disc.toc']);
    expect(burn(where, disc, '--yes').stdout).toContain('all copies are burned');
  });

  it.skipIf(!hasTool('python3'))(
    'asks for each disc on a terminal, tells its serial, and takes no for an answer',
    () => {
      drive(blank(359_846));
      const { code, screen } = sitDown(
        join(dir, 'c'),
        ['disc', 'burn', disc],
        [
          ['disc 1 of 3, serial', ENTER],
          ['insert disc 2 of 3, serial', ENTER],
          ['insert disc 3 of 3, serial', `n${ENTER}`],
        ],
        { cwd: dir, env },
      );
      expect(code).toBe(4);
      expect(screen.join('\n')).toContain('burned 2 of 3; left: ');
      expect(asked()).toHaveLength(2);
    },
  );

  it('refuses a disc that is too small, and one that is not blank, before anything is written', () => {
    drive(blank(500));
    const small = burn(join(dir, 'd'), disc, '--yes');
    expect(small).toMatchObject({ code: 1, stderr: expect.stringMatching(/has room for 0:06.* needs 0:1/) });
    drive("echo 'CD-R empty           : no'");
    expect(burn(join(dir, 'd'), disc, '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not blank'),
    });
    expect(asked()).toEqual([]);
  });

  it('keeps what went wrong: the copy is burned again, with a warning that a disc is lost, and all is in the log', () => {
    drive(blank(359_846), "echo 'ERROR: Write data failed.' >&2; exit 1");
    expect(burn(home, disc, '--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('Write data failed') });
    drive(blank(359_846));
    const second = burn(home, disc, '--yes');
    expect(second).toMatchObject({ code: 0, stderr: expect.stringMatching(/-01 was begun at .* and not finished/) });
    expect(asked()).toHaveLength(3);

    // What is made is made: to run the orders again is no news.
    expect(mixpress(home, order).code).toBe(0);
    const { stdout } = mixpress(home, ['watch', '--format', 'ndjson']);
    const lines = stdout.trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as BatchEvent);
    const told = events.slice(events.findIndex(({ kind }) => kind === 'batch-done') + 1);
    expect(told.map(({ kind, data }) => `${kind} ${String(data['serial']).slice(-2)}`)).toEqual([
      ...['disc-burn-begun 01', 'disc-burn-failed 01'],
      ...['01', '02', '03'].flatMap((copy) => [`disc-burn-begun ${copy}`, `disc-burn-done ${copy}`]),
    ]);
    for (const { kind, data, row } of told) {
      expect(Object.keys(data).sort()).toEqual(Object.keys(EVENTS[kind].data).sort());
      expect(row).toBe(1);
    }
    expect(told[1]!.data).toMatchObject({
      device: '/dev/sr0',
      burner: 'cdrdao',
      reason: expect.stringMatching(/data/),
    });
  });

  it('leaves a copy alone that another drive is at, and tells so', () => {
    const where = join(dir, 'i');
    const { copies } = JSON.parse(readFileSync(join(disc, 'disc.json'), 'utf8')) as { copies: { id: string }[] };
    const lock = takeLock(join(where, 'locks', `burn-${copies[1]!.id}.lock`))!;
    drive(blank(359_846));
    const { code, stdout, stderr } = burn(where, disc, '--yes');
    lock.release();
    expect({ code, stdout }).toEqual({ code: 4, stdout: expect.stringMatching(/burned 2 of 3; left: \S+-02\n/) });
    expect(stderr).toMatch(/^disc 2 of 3, serial \S+-02 is being burned elsewhere$/m);
    expect(asked()).toHaveLength(2);
  });

  it('writes down what it is about to burn: a kill in the middle leaves it begun', () => {
    const where = join(dir, 'f');
    drive(blank(359_846), 'kill -9 $PPID');
    expect(burn(where, disc, '--yes').code).toBeNull();
    drive(blank(359_846));
    expect(burn(where, disc, '--yes', '--copy', '1').stderr).toMatch(/was begun at/);
  });

  it('rehearses with --simulate, asks nothing and keeps nothing', () => {
    const where = join(dir, 'g');
    drive(blank(359_846));
    expect(burn(where, disc, '--simulate').stdout).toContain('the rehearsal on /dev/sr0 went well');
    expect(asked()).toEqual(['simulate --device /dev/sr0 -n disc.toc']);
    expect(existsSync(join(where, 'mixpress.db'))).toBe(false);
    const bundle = `${dirname(disc)}.zip`;
    expect(burn(where, bundle, '--simulate').stdout).toContain('the rehearsal on /dev/sr0 went well');
    expect(readdirSync(join(where, 'unpacked'))).toEqual([]);
  });

  itWith(['xorriso'], 'burns an image into a file that stands for a drive, and reads it back', () => {
    const out = join(dir, 'out.img');
    const run = mixpress(home, ['disc', 'burn', image, '--device', `stdio:${out}`, '--yes', '--verify']);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('burned 1 of 1') });
    expect(
      readFileSync(out)
        .subarray(0, 64 * 2048)
        .equals(readFileSync(image)),
    ).toBe(true);
    const again = mixpress(home, ['disc', 'burn', image, '--device', `stdio:${out}`, '--yes']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is not blank') });
  });

  // Loop devices are for root, on machines that have them.
  const hasLoops = process.getuid?.() === 0 && hasTool('losetup') && runTool('losetup', ['-f']).status === 0;
  itWith(
    ['xorriso', ...(hasLoops ? [] : ['a loop device'])],
    'refuses a block device that is smaller than the image',
    () => {
      const file = join(dir, 'small.img');
      writeFileSync(file, '');
      truncateSync(file, 100_000);
      const loop = runTool('losetup', ['-f', '--show', file]);
      expect(loop).toMatchObject({ status: 0 });
      try {
        const device = `stdio:${loop.stdout.trim()}`;
        const run = mixpress(home, ['disc', 'burn', image, '--device', device, '--yes']);
        expect(run).toMatchObject({ code: 1, stderr: expect.stringMatching(/has room for .* needs 131 kB/) });
      } finally {
        runTool('losetup', ['-d', loop.stdout.trim()]);
      }
    },
  );

  it('refuses what makes no sense, and says what to type', () => {
    drive(blank(359_846));
    const refused = (...words: readonly string[]): string => {
      const { code, stderr } = burn(join(dir, 'h'), ...words);
      expect([2, 7], stderr).toContain(code);
      expect(stderr).toMatch(/^hint: /m);
      return stderr;
    };
    expect(refused(disc, '--verify')).toContain('can not be compared');
    expect(refused(disc, '--device', '-x', '--yes')).toContain('is no drive');
    expect(refused(disc, '--with', 'nero', '--yes')).toContain('nero');
    expect(asked()).toEqual([]);
  });
});
