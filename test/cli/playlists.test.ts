import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { WRITABLE_FORMATS } from '../../src/playlists/formats/index.ts';
import { tempDir } from '../outside.ts';
import { mixpress, ordersOf, smallLibrary, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const home = join(dir, 'home');
const ask = (...words: readonly string[]): Run => mixpress(home, words);

function run(name: string, ...rows: readonly string[]): Run {
  const manifest = writeText(join(dir, `${name}.csv`), 'title,genre,duration,clone', ...rows);
  return ask('run', manifest, '--library', library, '--out', join(dir, 'out'), '--no-insert', '--format', 'json');
}

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly tracks: readonly { readonly position: number; readonly title: string; readonly path: string }[];
}

const show = (reference: string): Shown =>
  JSON.parse(ask('playlist', 'show', reference, '--format', 'json').stdout) as Shown;

let id: string;
let batch: string;

beforeAll(() => {
  const made = run(
    'orders',
    'Late Night Jazz,Jazz,0:12,',
    'Sounds,Non-Music,0:06,',
    'Twin,Stage & Screen,0:06,',
    'Twin,Jazz,0:07,',
  );
  expect(made.code).toBe(0);
  batch = (JSON.parse(made.stdout) as { batch: string }).batch;
  id = ordersOf(made)[0]!.playlist!;
});

describe('a playlist', () => {
  it('is found by its title in any spelling, its id and the start of its id', () => {
    for (const reference of ['Late Night Jazz', 'late-night JAZZ', id, id.slice(0, 6), id.toUpperCase()])
      expect(show(reference).id, reference).toBe(id);
  });

  it('that is not there is answered with the nearest', () => {
    for (const command of ['show', 'export']) {
      expect(ask('playlist', command, 'Late Nigt Jaz')).toEqual({
        code: 2,
        stdout: '',
        stderr: 'error: no playlist has the title or id "Late Nigt Jaz"\nhint: did you mean "Late Night Jazz"?\n',
      });
    }
    expect(ask('playlist', 'show', 'Reggae').stderr).toContain(
      'hint: list those there are with mixpress playlist list',
    );
  });

  it('whose title two have is answered with their ids', () => {
    const { code, stderr } = ask('playlist', 'show', 'twin');
    expect(code).toBe(2);
    const ids = /^hint: give one id: (\w{16}), (\w{16})$/m.exec(stderr)!.slice(1);
    for (const one of ids) expect(show(one).title).toBe('Twin');
  });

  it('is shown with its tracks', () => {
    expect(show(id)).toMatchObject({ title: 'Late Night Jazz', clonedFrom: null, wantedMs: 12_000, lengthMs: 11_853 });
    const { tracks } = show(id);
    expect(tracks.map(({ position }) => position)).toEqual([1, 2]);
    for (const { path } of tracks) expect(existsSync(path)).toBe(true);
    const lines = ask('playlist', 'show', id, '--format', 'ndjson').stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(tracks);
    const text = ask('playlist', 'show', id).stdout;
    expect(text).toMatch(new RegExp(`^Late Night Jazz \\(${id}\\): 0:12 of 0:12, seed \\d+\\n`));
  });

  it('is in the list of all', () => {
    const lists = JSON.parse(ask('playlist', 'list', '--format', 'json').stdout) as { title: string; tracks: number }[];
    expect(lists.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Late Night Jazz', 'Sounds', 'Twin', 'Twin']),
    );
    expect(ask('playlist', 'list').stdout).toContain(`${id}  Late Night Jazz  `);
  });
});

describe('playlist export --as', () => {
  const formats = WRITABLE_FORMATS.map(({ id }) => id);
  const fileOf = (format: string): string => join(dir, `exported.${format}`);
  beforeAll(() => {
    for (const format of formats)
      expect(ask('playlist', 'export', id, fileOf(format)), format).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each(formats)('%s prints what it writes into a file', (format) => {
    const printed = ask('playlist', 'export', 'Late Night Jazz', '--as', format);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(fileOf(format), 'utf8')).toBe(printed.stdout);
  });

  it.each(formats)('%s writes into a folder that is not there yet, and as any name', (format) => {
    const file = join(dir, `new-${format}/deep/list.txt`);
    expect(ask('playlist', 'export', id, file, '--as', format).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('Vibe Ace');
  });

  it('writes files that clone to the same tracks', () => {
    const made = run('of-exported', ...formats.map((format) => `${format},,,${basename(fileOf(format))}`));
    expect(made.code).toBe(0);
    const orders = ordersOf(made);
    const { tracks } = show(id);
    expect(orders.map(({ title }) => title)).toEqual(formats);
    for (const { title } of orders)
      expect(
        show(title).tracks.map((track) => track.title),
        title,
      ).toEqual(tracks.map((track) => track.title));
  });
});

describe('playlist export', () => {
  it.each([
    [['list.wpl'], 'there is no playlist format ".wpl"'],
    [['list.toc'], 'TOC is read, but not written as a playlist'],
    [['list.xml'], 'hint: give --as rekordbox or itunes'],
    [['list.m3u', '--paths', 'relativ'], 'did you mean --paths relative?'],
    [['list.m3u', '--paths', 'relative', '--prefix', 'x'], 'leave out one of the two'],
    [['list.m3u', '--separator', ':'], '--separator takes / or \\, not ":"'],
    [['list'], 'there is no playlist format'],
    [['list.m3u8', '--as', 'xpsf'], 'did you mean --as xspf?'],
  ])('%j is refused', (words, message) => {
    const { code, stdout, stderr } = ask('playlist', 'export', id, ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('hint: ');
  });

  it('names the files as it is asked to, and the file clones to the same tracks where they can be found', () => {
    const file = join(dir, 'styled.m3u');
    const lines = (): string[] =>
      readFileSync(file, 'utf8')
        .split('\r\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
    expect(ask('playlist', 'export', id, file, '--paths', 'relative').code).toBe(0);
    for (const line of lines()) expect(existsSync(join(dir, line))).toBe(true);
    expect(ask('playlist', 'export', id, file, '--prefix', 'E:\\Music', '--separator', '\\').code).toBe(0);
    for (const line of lines()) expect(line).toMatch(/^E:\\Music\\[^/\\]+\.(wav|ogg)$/);
    expect(run('of-styled', `Cloned from Windows,,,${basename(file)}`).code).toBe(0);
    expect(show('Cloned from Windows').tracks).toHaveLength(show(id).tracks.length);
  });

  it('writes a file that holds several playlists, of which an order clones one by its name', () => {
    expect(ask('playlist', 'export', id, join(dir, 'lib.xml'), '--as', 'itunes').code).toBe(0);
    expect(run('of-named', 'Cloned by name,,,lib.xml#late night jazz').code).toBe(0);
    expect(show('Cloned by name').tracks).toHaveLength(show(id).tracks.length);
  });

  it('into what is a folder, or below a file, is told of and leaves nothing half-written', () => {
    mkdirSync(join(dir, 'folder.m3u8'));
    for (const file of [join(dir, 'folder.m3u8'), join(dir, 'orders.csv', 'list.m3u8')]) {
      const { code, stderr } = ask('playlist', 'export', id, file);
      expect([1, 2]).toContain(code);
      expect(stderr).toMatch(/^error: .*\nhint: .*\n$/);
      expect(stderr).not.toContain('bug in mixpress');
    }
  });
});

describe('a list whose files were moved', () => {
  it('is shown and exported with the paths and names of now, and without what is forgotten', () => {
    const [home, music] = [join(dir, 'home-moved'), smallLibrary(join(dir, 'music-moved'))];
    const manifest = writeText(join(dir, 'moved.csv'), 'title,duration', 'All,1:00');
    mixpress(home, ['run', manifest, '--library', music, '--out', join(dir, 'out-moved'), '--keep-going']);
    const told = (): Shown =>
      JSON.parse(mixpress(home, ['playlist', 'show', 'All', '--format', 'json']).stdout) as Shown;
    const before = told();
    const [first, second] = before.tracks;
    mkdirSync(join(music, 'elsewhere'));
    renameSync(first!.path, join(music, 'elsewhere', basename(first!.path)));
    rmSync(second!.path);
    mixpress(home, ['library', 'scan', music]);
    expect(told().tracks.map(({ path }) => path)).toEqual(
      before.tracks.map(({ path }, i) => (i === 0 ? join(music, 'elsewhere', basename(path)) : path)),
    );
    expect(mixpress(home, ['playlist', 'export', 'All'])).toMatchObject({ code: 0, stderr: '' });

    mixpress(home, ['library', 'scan', music, '--prune']);
    expect(told().tracks.map(({ title }) => title)).toEqual(before.tracks.map(({ title }) => title));
    expect(told().tracks[1]!.path).toBeNull();
    const { code, stdout, stderr } = mixpress(home, ['playlist', 'export', 'All']);
    expect(code).toBe(4);
    expect(stdout).toContain(join('elsewhere', basename(first!.path)));
    expect(stdout).not.toContain(second!.path);
    expect(stderr).toContain(`${second!.title} is left out`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('status', () => {
  it('finds a batch by the start of its id', () => {
    for (const reference of [batch, batch.slice(0, 5), batch.toUpperCase()]) {
      const { code, stdout } = ask('status', reference, '--format', 'json');
      expect(code, reference).toBe(0);
      expect((JSON.parse(stdout) as { batch: string }).batch).toBe(batch);
    }
  });

  it('tells of one that is not there, or none at all', () => {
    expect(ask('status', 'nope')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: no batch has the id "nope"\nhint: list them with mixpress list\n',
    });
    const { code, stderr } = mixpress(join(dir, 'home-new'), ['status']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: there is no batch yet\nhint: /);
  });

  it('lists all batches', () => {
    const list = JSON.parse(ask('status', '--all', '--format', 'json').stdout) as { batch: string; orders: number }[];
    expect(list).toEqual(expect.arrayContaining([expect.objectContaining({ batch, orders: 4, state: 'done' })]));
    expect(ask('status', '--all').stdout).toContain(batch);
  });
});

describe('library', () => {
  it('scan counts what it found, and is quick to see that nothing has changed', () => {
    const home = join(dir, 'home-scan');
    const scan = (...more: readonly string[]): unknown =>
      JSON.parse(mixpress(home, ['library', 'scan', library, ...more, '--format', 'json']).stdout);
    expect(scan()).toMatchObject({ found: 4, read: 4, unchanged: 0, missing: 0, problems: [] });
    expect(scan()).toMatchObject({ found: 4, read: 0, unchanged: 4 });
    expect(scan('--full')).toMatchObject({ found: 4, read: 4 });
    expect(mixpress(home, ['library', 'scan', library])).toEqual({
      code: 0,
      stdout: '4 files: nothing has changed\n',
      stderr: '',
    });
  });

  it('list has every track with its exact length', () => {
    const tracks = JSON.parse(ask('library', 'list', '--format', 'json').stdout) as { title: string; frames: number }[];
    expect(Object.fromEntries(tracks.map(({ title, frames }) => [title, frames]))).toMatchObject({
      'Solo Trumpet 06': 401,
      'Vibe Ace (excerpt 4)': 488,
      'Target (played 3 times)': 450,
    });
    expect(ask('library', 'list').stdout.trimEnd().split('\n')).toHaveLength(5);
  });

  it('that is empty says how to fill it', () => {
    const { code, stdout } = mixpress(join(dir, 'home-empty'), ['library', 'list']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'the library is empty; fill it with mixpress library scan DIR\n',
    });
    expect(mixpress(join(dir, 'home-empty'), ['library', 'list', '--format', 'json']).stdout).toBe('[]\n');
    expect(mixpress(join(dir, 'home-empty'), ['library', 'list', '--format', 'ndjson']).stdout).toBe('');
  });
});

describe('media', () => {
  it('are the same for people and for programs', () => {
    const media = JSON.parse(ask('media', '--format', 'json').stdout) as {
      id: string;
      capacityFrames?: number;
      capacitySectors?: number;
    }[];
    const text = ask('media').stdout;
    const words = text.split('\n').map((line) => line.split(/ {2,}/));
    for (const { id, capacityFrames, capacitySectors } of media)
      expect(words.find((line) => line[0] === id)).toContain(String(capacityFrames ?? capacitySectors));
    expect(media.map(({ id }) => id)).toContain('cd-80');
  });
});
