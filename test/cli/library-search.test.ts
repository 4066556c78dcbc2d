import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import { mixpress, smallLibrary, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
const library = (...words: readonly string[]): Run => mixpress(home, ['library', ...words]);
const search = (...words: readonly string[]): Run => library('search', ...words);
const titles = (...words: readonly string[]): string[] =>
  (JSON.parse(search('--format', 'json', ...words).stdout) as { title: string }[]).map(({ title }) => title);

const [VIBE, TRUMPET, TARGET, GUITAR] = [
  'Vibe Ace (excerpt 4)',
  'Solo Trumpet 06',
  'Target (played 3 times)',
  'Mysterious Accoustic Guitar - Film Sound (excerpt)',
];

beforeAll(() => {
  expect(library('scan', smallLibrary(join(dir, 'music'))).code).toBe(0);
});

describe('library search', () => {
  it('prints a table of what it finds, in order of paths', () =>
    expect(search('genre:jazz')).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'LENGTH  ARTIST         TITLE                 GENRE  STYLE              FORMAT',
        '  0:07  Kevin MacLeod  Vibe Ace (excerpt 4)  Jazz   Cool Jazz          vorbis',
        '  0:05  Mihai Sorohan  Solo Trumpet 06       Jazz   Contemporary Jazz  pcm',
        '',
      ].join('\n'),
    }));

  it('takes words that the shell has parted or left whole', () => {
    expect(titles('artist:Kevin MacLeod', 'genre:jazz')).toEqual([VIBE]);
    expect(titles('artist:"Kevin MacLeod" | trumpet')).toEqual([VIBE, TRUMPET]);
    expect(titles('-excerpt', '-genre:jazz')).toEqual([TARGET]);
    expect(titles('genre:jazz', '-excerpt', '--limit', '5')).toEqual([TRUMPET]);
    expect(titles()).toHaveLength(4);
  });

  it('sorts, limits and counts', () => {
    expect(titles('--sort', '-length')).toEqual([VIBE, TARGET, TRUMPET, GUITAR]);
    expect(titles('--sort=-genre,title', '--limit', '2')).toEqual([GUITAR, TARGET]);
    expect(titles('--sort', 'title', '--offset', '1', '--limit', '2')).toEqual([TRUMPET, TARGET]);
    expect(search('--count', 'genre:jazz').stdout).toBe('2\n');
    expect(search('--count', 'genre:jazz', '--format', 'json').stdout).toBe('{\n  "tracks": 2\n}\n');
    expect(library('list', '--limit', '1', '--format', 'ndjson').stdout.split('\n')).toHaveLength(2);
  });

  it('reads smart playlists of Navidrome', () => {
    const nsp = writeText(join(dir, 'a.nsp'), '{"any": [{"is": {"genre": "jazz"}}], "sort": "-length", "limit": 1}');
    expect(titles('--nsp', nsp)).toEqual([VIBE]);
    expect(titles('--nsp', nsp, '--limit', '2', '--sort', 'title')).toEqual([TRUMPET, VIBE]);
    expect(titles('--nsp', nsp, 'trumpet')).toEqual([TRUMPET]);
    const half = writeText(
      join(dir, 'b.nsp'),
      '{"all": [{"gt": {"duration": 0}}], "sort": "title", "limitPercent": 50}',
    );
    expect(titles('--nsp', half)).toEqual([GUITAR, TRUMPET]);
    const kept = mixpress(home, ['playlist', 'import', half, '--format', 'json']);
    expect(JSON.parse(kept.stdout)).toMatchObject({
      ...{ title: 'b', missing: [] },
      tracks: [
        { title: GUITAR, by: 'path' },
        { title: TRUMPET, by: 'path' },
      ],
    });
  });

  it('tells every mistake in a smart playlist', () => {
    const nsp = writeText(join(dir, 'c.nsp'), '{"all": [{"gt": {"rating": 3}}, {"is": {"gerne": "x"}}]}');
    expect(mixpress(home, ['playlist', 'import', nsp])).toMatchObject({ code: 2, stdout: '' });
    const { code, stdout, stderr } = search('--nsp', nsp);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      `error: ${nsp}: $.all[1].is.gerne: mixpress does not know the field "gerne"\n  hint: did you mean genre?`,
    );
    expect(stderr.match(/error:/g)).toHaveLength(2);
    for (const path of [join(dir, 'none.nsp'), dir])
      expect(search('--nsp', path)).toMatchObject({ code: 2, stdout: '' });
  });

  it('of which nothing comes leaves standard output to programs', () => {
    const stderr = 'no track is like that; loosen the rule, or see what there is with mixpress library stats\n';
    expect(search('nothing')).toEqual({ code: 0, stdout: '', stderr });
    expect(search('nothing', '--format', 'json')).toEqual({ code: 0, stdout: '[]\n', stderr });
    expect(search('nothing', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    const empty = mixpress(join(dir, 'empty'), ['library', 'search', 'x']);
    expect(empty).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('the library is empty') as string,
    });
  });

  it.each([
    [['jazz', 'gerne:x'], '  jazz gerne:x\n       ^\nhint: did you mean genre?'],
    [['--limt', '5'], 'error: there is no option --limt\nhint: '],
    [['--limit', '0'], 'error: --limit takes a whole number from 1, not "0"\nhint: '],
    [['--offset=-1'], 'error: --offset takes a whole number from 0, not "-1"\nhint: '],
    [['--sort', 'gerne'], `error: can't sort by "gerne"\nhint: did you mean genre?`],
  ])('refuses %j', (words, told) => {
    const { code, stdout, stderr } = search(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(told);
  });
});

describe('library stats', () => {
  it('counts the library', () => {
    const { code, stdout, stderr } = library('stats');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^tracks {6}4\nlength {6}0:23\nwith audio {2}4\nmissing {5}0\nloudness {4}not known\n/);
    expect(stdout).toMatch(/\nJazz +2 +0:12\n/);
  });

  it('tells programs the same', () => {
    const stats = JSON.parse(library('stats', '--format', 'json').stdout) as unknown;
    expect(stats).toMatchObject({
      tracks: 4,
      withAudio: 4,
      missing: 0,
      problems: [],
      genres: [{ name: 'Jazz', tracks: 2 }, {}, {}],
    });
    expect(library('stats', '--format', 'ndjson').stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('of an empty library says how to fill it', () =>
    expect(mixpress(join(dir, 'empty'), ['library', 'stats'])).toMatchObject({
      code: 0,
      stdout: 'the library is empty; fill it with mixpress library scan DIR\n',
    }));
});
