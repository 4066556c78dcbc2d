import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderResult } from '../../src/model/batch.ts';
import { itWith, runTool, tempDir } from '../outside.ts';
import { halfWritten, mixpress, ordersOf, smallLibrary, unfinishedWork, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));

function run(
  name: string,
  rows: readonly string[],
  music = library,
  more: readonly string[] = ['--format', 'json'],
): Run {
  const manifest = writeText(join(dir, `${name}.csv`), 'title,genre,duration,media,clone', ...rows);
  const [home, out] = [join(dir, `home-${name}`), join(dir, `out-${name}`)];
  const made = mixpress(home, ['run', manifest, '--library', music, '--out', out, '--no-insert', ...more]);
  expect(halfWritten(home, out)).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  return made;
}

describe('orders that can not be met', () => {
  const rows: readonly (readonly [row: string, state: string, reason: RegExp])[] = [
    ['Good,Jazz,0:12,,', 'done', /^$/],
    ['Misspelt,Jaz,0:10,,', 'failed', /^no track has the genre "Jaz"; did you mean Jazz(?:, [^?]+)?\?$/],
    ['Unknown,Polka,0:10,,', 'failed', /^no track has the genre "Polka"; the library has Jazz \(2\)/],
    ['Too Little,Jazz,5:00,,', 'short', /^wanted 5:00, but the library holds only 0:12 that fit/],
    ['Far Too Short,Jazz,0:03,,', 'failed', /shortest of the 2 fitting tracks/],
    ['Hardly Too Short,Jazz,0:02,,', 'failed', /shortest of the 2 fitting tracks/],
    ['Of Nothing,,,,Goood', 'failed', /^no playlist has the title or id "Goood"; did you mean "Good"\?$/],
    ['Ring A,,,,Ring B', 'failed', /clone each other in a circle/],
    ['Ring B,,,,Ring A', 'failed', /clone each other in a circle/],
    ['Of the Ring,,,,Ring A', 'failed', /clone each other in a circle|row 8/],
    ['Of a Failed One,,,,Misspelt', 'failed', /^the order that it clones \(row 2, "Misspelt"\) has no playlist/],
    ['Of a Lost List,,,,lists/gone.m3u8', 'failed', /gone\.m3u8: no such file or folder/],
    ['Of Itself,,,,Of Itself', 'failed', /no playlist has the title or id "Of Itself"/],
    ['Of a Short One,,,,Too Little', 'done', /^$/],
    ['Good Again,Jazz,0:12,,', 'done', /^$/],
  ];
  let first: Run;
  let orders: OrderResult[] = [];

  beforeAll(() => {
    first = run(
      'unmet',
      rows.map(([row]) => row),
    );
    if (first.stdout !== '') orders = ordersOf(first);
  });

  it('fail alone: the others are made, and the exit code is 3', () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 3, stderr: '' });
    expect(orders.map(({ title, state }) => [title, state])).toEqual(
      rows.map(([row, state]) => [row.split(',')[0], state]),
    );
    const bundles = orders.filter(({ bundle }) => bundle !== null).map(({ title }) => title);
    expect(bundles).toEqual(['Good', 'Too Little', 'Of a Short One', 'Good Again']);
    expect(readdirSync(join(dir, 'out-unmet'))).toHaveLength(4);
  });

  it.each(rows)('%s: %s, with one clear reason', (row, _state, reason) => {
    const order = orders.find(({ title }) => title === row.split(',')[0])!;
    expect(order.reason ?? '').toMatch(reason);
    // What is wrong, then what would mend it.
    if (order.reason !== null) expect(order.reason.split('; ').length).toBeGreaterThanOrEqual(2);
    expect(order.reason ?? '').not.toMatch(/undefined|null|NaN|Error/);
  });

  it('advise a length that can be met', () => {
    const reason = orders.find(({ title }) => title === 'Far Too Short')!.reason!;
    const [, lasts, wanted, advised] =
      /lasts ([\d:.]+), longer than the wanted ([\d:.]+); ask for ([\d:.]+) or more/.exec(reason)!;
    expect(lasts).not.toBe(wanted);
    const [retry] = ordersOf(run('advice', [`Advised,Jazz,${advised},,`]));
    expect(retry).toMatchObject({ state: 'done', tracks: 1 });
  });

  it('print one line each, and nothing else, where asked to be quiet', () => {
    const quiet = run(
      'unmet',
      rows.map(([row]) => row),
      library,
      ['--quiet'],
    );
    expect(quiet).toMatchObject({ code: 3, stdout: '' });
    const wrong = orders.filter(({ state }) => state !== 'done');
    expect(quiet.stderr.trimEnd().split('\n')).toEqual(
      wrong.map(({ row, title, state, reason }) => `${state}: row ${row} ${title}: ${reason}`),
    );
  });
});

describe('an order of a length just below that of a track', () => {
  it('is not told that the track is longer than itself', () => {
    const [order] = ordersOf(run('near', ['Near,Stage & Screen,0:05,,']));
    const [, lasts, wanted] = /lasts ([\d:.]+), longer than the wanted ([\d:.]+);/.exec(order!.reason!)!;
    expect(lasts).not.toBe(wanted);
  });
});

describe('a library', () => {
  it.each([
    ['that is empty', 'void', 3, /the library has no tracks; name a folder of music/],
    ['that holds no audio', 'texts', 3, /the library has no tracks; name a folder of music/],
  ])('%s fails every order', (_kind, name, code, reason) => {
    mkdirSync(join(dir, name));
    if (name === 'texts') writeFileSync(join(dir, name, 'cover.txt'), 'no music');
    const made = run(`of-${name}`, ['One,Jazz,0:10,,', 'Two,,,,One'], join(dir, name));
    expect(made).toMatchObject({ code, stderr: '' });
    expect(ordersOf(made)[0]!.reason).toMatch(reason);
    expect(ordersOf(made).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });
});

describe('a clone of a list with a track that the library lacks', () => {
  const music = smallLibrary(join(dir, 'growing'));
  const list = (): void =>
    void writeText(
      join(dir, 'list.m3u8'),
      '#EXTM3U',
      '#EXTINF:6,emegeme - Target (played 3 times)',
      'growing/Target (played 3 times).flac',
      '#EXTINF:5,Somebody - Coming Soon',
      'growing/later/soon.wav',
    );

  itWith(['sox'], 'waits with exit code 4 while the others go on, and is done once the track is there', () => {
    list();
    const rows = ['Waits,,,,list.m3u8', 'Waits Too,,,,Waits', 'Done,Jazz,0:12,,'];
    const before = run('waiting', rows, music);
    expect(before).toMatchObject({ code: 4, stderr: '' });
    const [waits, , done] = ordersOf(before);
    expect(waits).toMatchObject({ state: 'waiting', playlist: null, bundle: null });
    expect(waits!.reason).toMatch(/^a track has no audio in the library: "Somebody - Coming Soon"; add the files/);
    expect(ordersOf(before)[1]!.state).toMatch(/^(waiting|failed)$/);
    expect(done!.state).toBe('done');

    mkdirSync(join(music, 'later'));
    runTool('sox', [
      '-n',
      '-r',
      '44100',
      '-c',
      '2',
      '-b',
      '16',
      join(music, 'later/soon.wav'),
      'synth',
      '5',
      'sine',
      '440',
    ]);
    const after = run('waiting', rows, music);
    expect(after).toMatchObject({ code: 0, stderr: '' });
    expect(ordersOf(after).map(({ state, tracks }) => [state, tracks])).toEqual([
      ['done', 2],
      ['done', 2],
      ['done', 2],
    ]);
  });
});

describe('a track that is longer than the medium', () => {
  itWith(['sox'], 'is never chosen, and fails a clone with what would help', () => {
    const music = smallLibrary(join(dir, 'long'));
    const long = join(music, 'endless.flac');
    runTool('sox', ['-n', '-r', '8000', '-c', '1', '-b', '16', long, 'synth', '22:00', 'sine', '20', 'vol', '0']);
    writeText(join(dir, 'long.m3u8'), 'long/endless.flac');
    const made = run('long', ['Filled,,fill,cd-21,', 'Cloned,,,cd-21,long.m3u8', 'After,Jazz,0:12,,'], music);
    expect(made.code).toBe(3);
    const [filled, cloned, after] = ordersOf(made);
    expect(filled).toMatchObject({ state: 'short', tracks: 4 });
    expect(cloned).toMatchObject({ state: 'failed', bundle: null });
    expect(cloned!.reason).toMatch(/"endless" is 22:00 long, more than the 21:00 of a cd-21; .*larger medium/);
    expect(after!.state).toBe('done');
  });
});
