import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataDiscRecord } from '../../src/discs/data/describe.ts';
import { readImage } from '../../src/discs/iso/read.ts';
import { verifyImage } from '../../src/discs/iso/verify.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { mixpress, ordersOf, smallLibrary, unfinishedWork, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const music = smallLibrary(join(dir, 'music'));
const home = join(dir, 'home');
const run = (manifest: string, out: string, ...words: readonly string[]): Run =>
  mixpress(home, ['run', manifest, '--library', music, '--out', join(dir, out), '--format', 'json', ...words]);

const orders = writeText(
  join(dir, 'orders.csv'),
  'title,duration,tolerance,media,copies',
  'In the Car,20s,3s,mp3-cd,2',
  'Wie es ist: Töne,20s,3s,dvd+r,1',
);

/** Unpacks a bundle and returns the folder of its first disc. */
function unpack(bundle: string): string {
  runTool('unzip', ['-q', '-o', bundle, '-d', join(dir, 'unpacked')]);
  return join(dir, 'unpacked', bundle.replace(/^.*\/|\.zip$/g, ''), 'disc-1');
}

const recordOf = (disc: string): DataDiscRecord =>
  JSON.parse(readFileSync(join(disc, 'disc.json'), 'utf8')) as DataDiscRecord;

describe('discs of files', () => {
  let made: Run;
  let discs: string[];
  beforeAll(() => {
    made = run(orders, 'out');
    discs = ordersOf(made).map(({ bundle }) => unpack(bundle!));
  });

  itWith(['unzip'], 'are made to the end, and nothing is left over', () => {
    expect(made.code).toBe(0);
    expect(ordersOf(made).map(({ state, discs: count }) => [state, count])).toEqual([
      ['done', 1],
      ['done', 1],
    ]);
    expect(unfinishedWork(home)).toEqual([]);
  });

  it('are not made again by the same run', () => {
    const times = (): number[] => ordersOf(made).map(({ bundle }) => statSync(bundle!).mtimeMs);
    const before = times();
    expect(ordersOf(run(orders, 'out'))).toEqual(ordersOf(made));
    expect(times()).toEqual(before);
  });

  itWith(['unzip'], 'hold MP3s for cars, and files as they are for all others', async () => {
    const [car, files] = discs.map(recordOf);
    expect(car!.tracks.every(({ file }) => /^\d\d [ -~]{1,24}\.mp3$/.test(file))).toBe(true);
    expect(car!.tracks.some(({ conversion }) => conversion.endsWith('MP3 of 256 kbit/s'))).toBe(true);
    expect(files!.tracks.every(({ conversion }) => conversion === 'copied as it is')).toBe(true);
    for (const [i, disc] of discs.entries()) {
      const record = recordOf(disc);
      expect(statSync(join(disc, record.image!)).size).toBe(record.sizeBytes);
      expect(await verifyImage(join(disc, record.image!))).toEqual([]);
      const { joliet, volumeId } = await readImage(join(disc, record.image!));
      expect(volumeId).toBe(['IN_THE_CAR', 'WIE_ES_IST_TONE'][i]);
      expect(joliet!.map(({ path, bytes }) => [path, bytes])).toEqual(
        record.files.map(({ path, bytes }) => [path, bytes]).sort(([a], [b]) => (a! < b! ? -1 : 1)),
      );
    }
  });

  itWith(['unzip', 'bsdtar', 'ffprobe'], 'play in the order of the list', () => {
    const [car] = discs;
    const { image, tracks } = recordOf(car!);
    runTool('bsdtar', ['-xf', join(car!, image!), '-C', car!]);
    for (const { file, lengthMs, title } of tracks) {
      const { stdout } = runTool('ffprobe', ['-v', 'error', '-show_format', '-of', 'json', join(car!, file)]);
      const { format } = JSON.parse(stdout) as { format: { duration: string; tags: { title: string } } };
      expect(Math.abs(Number(format.duration) * 1000 - lengthMs)).toBeLessThan(60);
      expect(format.tags.title).toBe(title);
    }
  });

  itWith(['unzip'], 'are the same from another run, and told in README.txt', () => {
    const again = mixpress(join(dir, 'home-2'), [
      ...['run', orders, '--library', music, '--out', join(dir, 'out-2'), '--quiet'],
    ]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    for (const name of readdirSync(join(dir, 'out')))
      expect(readFileSync(join(dir, 'out-2', name)).equals(readFileSync(join(dir, 'out', name))), name).toBe(true);
    const readme = readFileSync(join(discs[1]!, '../README.txt'), 'utf8');
    expect(readme).toContain('growisofs -dvd-compat -Z /dev/sr0=wie-es-ist-tone.iso');
    expect(readme).toMatch(/Size: +\S+ [kM]B of 4\.7 GB/);
  });

  itWith(['unzip'], 'are trees of files where that is wanted', () => {
    const tree = unpack(ordersOf(run(orders, 'trees', '--data-form', 'tree', '--mp3', '128'))[0]!.bundle!);
    const record = recordOf(tree);
    expect(record).toMatchObject({ image: null, tree: 'in-the-car' });
    expect(record.tracks.some(({ conversion }) => conversion.endsWith('MP3 of 128 kbit/s'))).toBe(true);
    const sums = runTool('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(tree, 'in-the-car') });
    expect(sums.status).toBe(0);
    expect(sums.stdout.trimEnd().split('\n')).toHaveLength(record.files.length - 1);
  });

  itWith(['unzip'], 'are several where one is too small, and a blank may be told to be another', () => {
    const several = run(orders, 'small', '--capacity', 'dvd+r=1500kB', '--capacity', 'mp3-cd=359846');
    const [car, files] = ordersOf(several);
    expect(car!.warnings).toEqual([
      'a mp3-cd is taken to hold 359846 sectors, as was asked for, instead of 359700: try one blank before you burn many',
    ]);
    expect(files!.discs).toBeGreaterThan(1);
    expect(files!.warnings[0]).toMatch(/^a dvd\+r is taken to hold 732 sectors/);
  });

  it('refuse a capacity that is none', () => {
    const refused = run(orders, 'out', '--capacity', '80');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/the orders have several media\n.*write --capacity mp3-cd=80/s);
  });

  it('are not made of a file that has changed since it was scanned', () => {
    const own = smallLibrary(join(dir, 'changing'));
    const words = ['run', orders, '--out', join(dir, 'changed'), '--format', 'json'];
    const scanned = mixpress(home, ['library', 'scan', own]);
    expect(scanned.code).toBe(0);
    for (const name of readdirSync(own)) {
      const path = join(own, name);
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
      utimesSync(path, 1e9, 1e9);
    }
    const failed = mixpress(home, words);
    expect(failed.code).toBe(3);
    for (const { reason } of ordersOf(failed))
      expect(reason).toMatch(/has changed since it was scanned; run again with --library DIR, which scans it again$/);
    expect(existsSync(join(dir, 'changed')) ? readdirSync(join(dir, 'changed')) : []).toEqual([]);
    expect(unfinishedWork(home)).toEqual([]);
  });
});
