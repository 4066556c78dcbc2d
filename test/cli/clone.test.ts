import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import { fixture, mixpress, ordersOf, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
const ask = (...words: readonly string[]): Run => mixpress(home, ['playlist', ...words]);

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly clonedFrom: string | null;
  readonly seed: number | null;
  readonly lengthMs: number;
  readonly tracks: readonly { readonly id: string }[];
  readonly why?: Record<string, unknown> | null;
}
const read = <T = Shown>({ stdout }: Run): T => JSON.parse(stdout) as T;
const show = (reference: string, ...more: string[]): Shown => read(ask('show', reference, '--format', 'json', ...more));
const ids = ({ tracks }: Shown): string[] => tracks.map(({ id }) => id);

let source: Shown;
let varied: string;

beforeAll(() => {
  const manifest = writeText(
    join(dir, 'o.csv'),
    'title,genre,duration,clone,vary,maxPerArtist,relax,media',
    'Dances,Jazz|Classical|Non-Music,4:00,,,,,cd-21',
    'More Dances,,,Dances,40%,,,cd-21',
    'Strict,Classical,3:00,,,1,none,cd-21',
  );
  const run = mixpress(home, [
    ...['run', manifest, '--library', fixture('music'), '--out', join(dir, 'out'), '--no-insert', '--format', 'json'],
  ]);
  expect(run).toMatchObject({ code: 3, stderr: '' });
  const [first, second, strict] = ordersOf(run);
  expect([first!.state, second!.state, strict!.state]).toEqual(['done', 'done', expect.stringMatching(/short|failed/)]);
  expect(strict!.changes.length).toBeGreaterThan(0);
  const status = read<{ orders: unknown[] }>(mixpress(home, ['status', '--format', 'json']));
  expect(status.orders[2]).toMatchObject({ changes: strict!.changes });
  source = show(first!.playlist!);
  varied = second!.playlist!;
});

describe('playlist clone', () => {
  it('stores the same tracks under a title and an id of their own, each time', () => {
    const first = ask('clone', 'Dances');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^\w{16} {2}Dances \(clone\): \d+ tracks, [34]:\d\d\n$/);
    const [id] = first.stdout.split(' ');
    expect(show(id!)).toMatchObject({ title: 'Dances (clone)', clonedFrom: source.id, seed: null });
    expect(ids(show(id!))).toEqual(ids(source));
    expect(ask('clone', 'Dances').stdout).toContain('Dances (clone 2)');
    expect(read(ask('clone', 'Dances', '--title', 'Twin', '--format', 'json')).id).not.toBe(
      read(ask('clone', 'Dances', '--title', 'Twin', '--format', 'json')).id,
    );
  });

  it('chooses a share anew, by the rules of its source, in as many clones as are wanted', () => {
    const made = ask('clone', 'Dances', '--vary', '30%', '--title', 'Fresh', '--count', '3', '--format', 'json');
    expect(made.code).toBe(0);
    const clones = read<Shown[]>(made);
    expect(clones.map(({ title }) => title)).toEqual(['Fresh', 'Fresh 2', 'Fresh 3']);
    expect(new Set(clones.map(({ id }) => id)).size).toBe(3);
    expect(new Set(clones.map(({ seed }) => seed)).size).toBe(3);
    for (const clone of clones) {
      const kept = ids(clone).filter((id) => ids(source).includes(id));
      expect(kept).toHaveLength(source.tracks.length - Math.max(1, Math.round(source.tracks.length * 0.3)));
      expect(clone.lengthMs).toBeLessThanOrEqual(source.lengthMs);
      expect(show(clone.id, '--why').why).toMatchObject({
        candidates: expect.arrayContaining([
          { rule: 'genre', asked: 'Jazz|Classical|Non-Music', left: expect.any(Number) as number },
        ]) as unknown,
      });
    }
  });

  it('takes seeds, the same one giving the same tracks', () => {
    const clone = (seed: string, title: string): Shown =>
      read(ask('clone', 'Dances', '--vary', '50', '--seed', seed, '--title', title, '--format', 'json'));
    const [a, b] = [clone('5', 'A'), clone('5', 'B')];
    expect(a.seed).toBe(5);
    expect(ids(a)).toEqual(ids(b));
    expect(a.id).not.toBe(b.id);
  });

  it('takes no title that a manifest would not take', () => {
    const { code, stderr } = ask('clone', 'Dances', '--title', 'x'.repeat(300));
    expect(code).toBe(2);
    expect(stderr).toContain('--title: the text has 300 characters');
  });

  it('clones playlist files', () => {
    const { code, stdout } = ask('clone', fixture('lists/morning-coffee.m3u8'), '--vary', '20%');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\w{16} {2}Morning Coffee \(clone\): \d+ tracks/);
    const lost = writeText(join(dir, 'lost.m3u8'), 'nowhere/lost.flac');
    expect(ask('clone', lost)).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringMatching(/no audio.*\nhint: /) as string,
    });
  });

  it.each([
    [['Danses'], 'did you mean "Dances"?'],
    [['Dances', '--vary', '0'], '--vary: "0" is not a whole number from 1 to 100'],
    [['Dances', '--vary', '101%'], 'hint: write 30% or 30'],
    [['Dances', '--seed', '-1'], '--seed: "-1" is not a whole number'],
    [['Dances', '--count', '0'], '--count takes a whole number from 1 to 1000'],
    [['gone.m3u8'], 'gone.m3u8: no such file'],
  ])('with %j says what to type', (words, message) => {
    const { code, stdout, stderr } = ask('clone', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('hint: ');
  });
});

describe('playlist show --why', () => {
  it('tells what was left after each rule, what was kept, and by what chance', () => {
    const { code, stdout } = ask('show', source.id, '--why');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^TRACKS {2}AFTER {4}ASKED\n +\d+ {2}library\n +\d+ {2}genre {4}Jazz\|Classical\|Non-Music\n/m,
    );
    expect(stdout).toMatch(/^gap \d\.\d\d s; up to 2\.40 s counts as met$/m);
    expect(stdout).toMatch(/^seed \d+, library fingerprint [0-9a-f]{32}$/m);
    expect(stdout).toMatch(/^chosen in [\d.]+ ms$/m);
    expect(ask('show', varied, '--why').stdout).toMatch(/^\d+ of \d+ tracks kept; 40 % chosen anew, in place of \d/m);
  });

  it('adds to the JSON what the README promises, and only when it is asked for', () => {
    expect(show(source.id)).not.toHaveProperty('why');
    expect(Object.keys(show(varied, '--why').why!)).toEqual([
      ...['candidates', 'rules', 'wantedMs', 'lengthMs', 'gapMs', 'toleranceMs', 'order', 'explicitTracks', 'guessed'],
      ...['leftOut', 'varied', 'shortage', 'seed', 'libraryFingerprint', 'spentMs'],
    ]);
  });

  it('says so where nothing was chosen', () => {
    ask('clone', 'Dances', '--title', 'Plain');
    expect(show('Plain', '--why').why).toBeNull();
    expect(ask('show', 'Plain', '--why').stdout).toContain(
      `it has the tracks of ${source.id}; none were chosen for it`,
    );
  });
});
