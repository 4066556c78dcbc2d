import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { numberedWav } from '../library/files.ts';
import { itWithShared, tempDir } from '../outside.ts';
import { fixture, mixpress, ordersOf, smallLibrary, writeText, type RunOptions, type Run } from './mixpress.ts';

const dir = tempDir();
let count = 0;
const newHome = (): string => join(dir, `home ${++count}`);
const asker =
  (home: string) =>
  (...words: readonly string[]): Run =>
    mixpress(home, words);

const stock = fixture('catalogues/stock.csv');
const sunday = fixture('catalogues/sunday.m3u8');
const json = <T>({ stdout }: Run): T => JSON.parse(stdout) as T;

interface Imported {
  readonly files: readonly Record<string, unknown>[];
}

describe('library import', () => {
  it('tells what came of each file, and changes nothing the second time', () => {
    const ask = asker(newHome());
    const first = ask('library', 'import', stock, sunday);
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(
      `${stock}: 6 rows: 4 new, without audio here, 2 the same recordings again\n` +
        `${sunday}: 3 rows: 2 new, without audio here, 1 the same recordings again\n`,
    );
    expect(first.stderr).toContain(`"1" can't be the length of a track`);
    const again = json<Imported>(ask('library', 'import', stock, sunday, '--format', 'json'));
    expect(again.files).toMatchObject([
      { file: stock, kind: 'delimited', dialect: null, rows: 6, known: 6, new: 0, refused: 0 },
      { file: sunday, kind: 'm3u8', rows: 3, known: 3 },
    ]);
  });

  it('shows with --dry-run what it takes the columns for, and makes nothing', () => {
    const home = newHome();
    const { code, stdout, stderr } = mixpress(home, ['library', 'import', stock, sunday, '--dry-run']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('duration  Length (s)  s     its name says so, in s\n');
    expect(stdout).toContain('  3    3:35  Anna Example ');
    expect(stdout).toContain(`${sunday}: M3U8 list\n`);
    expect(existsSync(join(home, 'mixpress.db'))).toBe(false);
  });

  it('tells how many playlists a collection has, and keeps them where that is asked for, once', () => {
    const ask = asker(newHome());
    const track = (id: number, name: string): string =>
      `<TRACK TrackID="${id}" Name="${name}" Artist="A" TotalTime="60"/>`;
    const list = (name: string, ...ids: number[]): string =>
      `<NODE Type="1" Name="${name}" KeyType="0">${ids.map((id) => `<TRACK Key="${id}"/>`).join('')}</NODE>`;
    const lists = list('Early', 1, 2) + list('Late', 2) + list('Empty');
    const file = writeText(
      join(dir, 'collection.xml'),
      `<DJ_PLAYLISTS><COLLECTION>${track(1, 'One')}${track(2, 'Two')}</COLLECTION>` +
        `<PLAYLISTS><NODE Type="0" Name="ROOT">${lists}</NODE></PLAYLISTS></DJ_PLAYLISTS>`,
    );
    expect(ask('library', 'import', file).stdout).toBe(
      `${file}: 2 rows: 2 new, without audio here\n  3 playlists in it left out: --playlists keeps them\n`,
    );
    expect(ask('playlist', 'list', '--format', 'json').stdout).toBe('[]\n');
    for (let i = 0; i < 2; i++) {
      expect(ask('library', 'import', file, '--playlists').stdout).toBe(
        `${file}: 2 rows: 2 known already\n  2 playlists kept: 0 of 3 entries have audio here\n`,
      );
    }
    const kept = json<{ title: string }[]>(ask('playlist', 'list', '--format', 'json'));
    expect(kept.map(({ title }) => title).sort()).toEqual(['Early', 'Late']);
    const [told] = json<Imported>(ask('library', 'import', file, '--playlists', '--format', 'json')).files;
    expect(told).toMatchObject({ playlists: 3, kept: [{ title: 'Early', entries: 2, found: 0 }, { title: 'Late' }] });
    const wanted = json<{ title: string; lists: unknown[] }[]>(ask('library', 'wanted', '--format', 'json'));
    expect(wanted.map(({ title, lists: by }) => [title, by.length])).toEqual([
      ['Two', 2],
      ['One', 1],
    ]);
  });

  it('takes columns by hand, and a pipe', () => {
    const home = newHome();
    const input = 'n,l\nSong,90\nOther,1\n,5\n';
    const run = (options: RunOptions, ...words: readonly string[]): Run =>
      mixpress(home, ['library', 'import', '-', '--format', 'json', ...words], options);
    expect(run({ input })).toMatchObject({ code: 2, stdout: '' });
    const mapped = run({ input }, '--map', 'title=n,duration=l:s');
    expect(mapped.code).toBe(3);
    expect(json<Imported>(mapped).files).toMatchObject([
      { file: '-', rows: 2, new: 2, refused: 1, problems: [{ code: 'length-absurd' }, { code: 'title-missing' }] },
    ]);
    expect(run({ input }, '--map', 'title=x').stderr).toContain('-: there is no column "x"');
  });

  it('takes what comes before a quote that never ends, and says so', () => {
    const cut = writeText(join(dir, 'cut.csv'), 'title,artist', 'A,B', 'C,"D');
    const { code, stdout, stderr } = asker(newHome())('library', 'import', cut);
    expect(code).toBe(3);
    expect(stdout).toContain('refused\n');
    expect(stderr).toContain(cut);
  });

  it.each([
    ['a file that is not there', ['nowhere.csv'], 'no such file or folder'],
    ['a folder', ['.'], 'it is a folder, not a file'],
    ['music', [fixture('music/emegeme/country.mp3')], 'country.mp3'],
    ['a picture of XML', [join(dir, 'bomb.xml')], 'bomb.xml'],
  ])('refuses %s by its name', (_name, files, reason) => {
    writeText(join(dir, 'bomb.xml'), '<!DOCTYPE a [<!ENTITY b "c">]>', '<a>&b;</a>');
    const { code, stdout, stderr } = asker(newHome())('library', 'import', ...files);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .*\nhint: /);
    expect(stderr).toContain(reason);
  });

  it('says who keeps the database locked', () => {
    const home = newHome();
    const store = openStore(join(home, 'mixpress.db'));
    store.db.exec('BEGIN IMMEDIATE');
    const { code, stderr } = asker(home)('library', 'import', stock);
    store.db.exec('ROLLBACK');
    store.close();
    expect(code).toBe(6);
    expect(stderr).toContain(process.platform === 'linux' ? `process ${process.pid}` : 'another process');
  });

  itWithShared('data/imports', 'takes what music programs wrote', (folder) => {
    const ask = asker(newHome());
    const files = ['itunes_library_unix.xml', 'itunes_library_windows.xml', 'rekordbox.xml', 'traktor-collection.nml'];
    const { files: reports } = json<Imported>(
      ask('library', 'import', ...files.map((file) => join(folder, file)), '--format', 'json'),
    );
    expect(reports.map((report) => [report['new'], report['merged'], report['refused']])).toEqual([
      [3, 0, 0],
      [0, 3, 0],
      [2, 0, 0],
      [2, 0, 0],
    ]);
  });
});

describe('what is wanted', () => {
  it('is what lists name without audio here, with what is like it', () => {
    const ask = asker(newHome());
    expect(ask('library', 'wanted').stdout).toBe('nothing is wanted: all that lists name has audio here\n');
    ask('library', 'scan', fixture('music'));
    ask('library', 'import', stock);
    expect(ask('playlist', 'import', sunday).code).toBe(4);
    expect(ask('library', 'wanted').stdout).toBe(
      'Anna Example - Slow Ferry (3:35) QZFXT2600001: Sunday, Morning Coffee\n' +
        'Karissa Hobs - Lets Go Fishing (2:20): Sunday\n' +
        "      near (0.91): Karissa Hobbs - Let's Go Fishin' (2:13), Karissa Hobbs/Age of Flowers/09 - Let's Go Fishin'.ogg\n" +
        'The Placeholders - Harbour Lights (3:07): Sunday\n',
    );
    const all = json<readonly { title: string; lists: readonly unknown[] }[]>(
      ask('library', 'wanted', '--all', '--format', 'json'),
    );
    expect(all.map(({ title, lists }) => [title, lists.length])).toEqual([
      ['Slow Ferry', 3],
      ['Lets Go Fishing', 1],
      ['Harbour Lights', 1],
      ['One Second', 1],
    ]);
  });
});

describe('an imported playlist', () => {
  const shape = { found: 1, entries: 2, missing: [{ position: 1, title: 'Song', artist: 'Band', near: [] }] };

  it('makes an order that clones it wait, until a scan brings what is missing', () => {
    const ask = asker(newHome());
    const music = smallLibrary(join(dir, 'music'));
    const list = writeText(
      join(dir, 'two.m3u8'),
      '#EXTINF:2,Band - Song',
      'x/song.wav',
      'Target (played 3 times).flac',
    );
    ask('library', 'scan', music);
    const imported = ask('playlist', 'import', list, '--title', 'Two', '--format', 'json');
    expect(imported.code).toBe(4);
    expect(json(imported)).toMatchObject({ title: 'Two', ...shape });
    const manifest = writeText(join(dir, 'two.csv'), 'title,clone', 'Copy,Two');
    const run = (): Run => ask('run', manifest, '--library', music, '--out', join(dir, 'out'), '--format', 'json');
    expect(ordersOf(run())).toMatchObject([{ state: 'waiting', reason: expect.stringContaining('Band - Song') }]);
    mkdirSync(join(music, 'new'));
    numberedWav(join(music, 'new/Band - Song.wav'), 1, { samples: 4 * 44_100 });
    expect(ordersOf(run())).toMatchObject([{ state: 'done', tracks: 2 }]);
    const again = ask('playlist', 'import', list, '--title', 'Two', '--format', 'json');
    expect(again.code).toBe(0);
    expect(json(again)).toMatchObject({ found: 2, missing: [], tracks: [{ by: 'names', score: 1 }, { by: 'path' }] });
    expect(json<unknown[]>(ask('playlist', 'list', '--format', 'json'))).toHaveLength(2);
  });

  it('counts lengths as the same within the tolerance', () => {
    const ask = asker(newHome());
    const list = writeText(join(dir, 'far.m3u8'), '#EXTINF:70,Kevin MacLeod - Vibe Ace', 'gone.mp3');
    ask('library', 'scan', fixture('music/Jazz'));
    expect(ask('playlist', 'import', list)).toMatchObject({ code: 4, stdout: expect.stringContaining('near (0.96)') });
    expect(ask('playlist', 'import', list, '--tolerance', '10s').code).toBe(0);
    expect(ask('playlist', 'import', list, '--tolerance', 'soon').stderr).toContain('hint: write --tolerance 3s');
  });

  it('has entries', () => {
    const list = writeText(join(dir, 'empty.m3u8'), '#EXTM3U');
    expect(asker(newHome())('playlist', 'import', list)).toMatchObject({ code: 2, stdout: '' });
  });
});
