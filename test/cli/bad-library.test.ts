import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir } from '../outside.ts';
import {
  fixture,
  halfWritten,
  mixpress,
  ordersOf,
  smallLibrary,
  unfinishedWork,
  writeText,
  type Run,
  type RunOptions,
  itUnprivileged,
} from './mixpress.ts';

const dir = tempDir();
const manifest = writeText(
  join(dir, 'orders.csv'),
  'title,genre,duration',
  'Trumpets,Jazz,0:12',
  'Sounds,Non-Music,0:06',
);

function run(name: string, library: string, orders = manifest, options: RunOptions = {}): Run {
  const [home, out] = [join(dir, `home-${name}`), join(dir, `out-${name}`)];
  const made = mixpress(
    home,
    ['run', orders, '--library', library, '--out', out, '--no-insert', '--format', 'json'],
    options,
  );
  expect(halfWritten(home, out)).toEqual([]);
  return made;
}

describe('files that are no sound audio', () => {
  const library = smallLibrary(join(dir, 'broken'));
  cpSync(fixture('broken'), join(library, 'bad'), { recursive: true });
  const names = readdirSync(fixture('broken'));
  const first = run('broken', library);

  it('are told of, one by one, while every order goes on', () => {
    expect(first.code).toBe(0);
    expect(ordersOf(first).map(({ state }) => state)).toEqual(['done', 'done']);
    const told = first.stderr.match(/^error: .*/gm) ?? [];
    expect(told).toHaveLength(names.length);
    for (const name of names) {
      const [line] = told.filter((text) => text.startsWith(`error: ${join(library, 'bad', name)}: `));
      expect(line, name).toMatch(/: [a-z]/);
    }
    expect(first.stderr.match(/^ {2}hint: /gm)).toHaveLength(names.length);
    const { problems } = JSON.parse(first.stdout) as { problems: { file: string; code: string }[] };
    expect(problems.map(({ file }) => file)).toEqual(names.map((name) => join(library, 'bad', name)).sort());
  });

  it('are told of once by quiet runs', () => {
    const quiet = ['run', manifest, '--library', library, '--out', join(dir, 'out-broken'), '--quiet'];
    expect(mixpress(join(dir, 'home-broken'), quiet)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('are told of by a scan too, which exits with 0, each time', () => {
    for (const words of [[], ['--full'], ['--quiet']]) {
      const scan = mixpress(join(dir, 'home-broken'), ['library', 'scan', library, ...words]);
      expect(scan.code).toBe(0);
      expect(scan.stderr).toBe(first.stderr);
    }
  });
});

describe('a file whose damage a scan can not see', () => {
  itWith(['metaflac'], 'fails the order that takes it, names it and says what to do', () => {
    const library = smallLibrary(join(dir, 'damaged'));
    const bad = join(library, 'bad.flac');
    copyFileSync(
      fixture('music/Classical/The U.S. Army Strings/Ungarische Tänze/08 - Ungarischer Tanz Nr. 5 (excerpt 1).flac'),
      bad,
    );
    runTool('metaflac', ['--remove-tag=GENRE', '--set-tag=GENRE=Damaged', bad]);
    const bytes = readFileSync(bad);
    bytes.fill(0, 150_000, 190_000);
    writeFileSync(bad, bytes);
    const orders = writeText(
      join(dir, 'damaged.csv'),
      'title,genre,duration',
      'Damaged,Damaged,0:06',
      'Everything,,fill',
      'Trumpets,Jazz,0:12',
    );
    const made = run('damaged', library, orders);
    expect(made).toMatchObject({ code: 3, stderr: '' });
    const [damaged, everything, trumpets] = ordersOf(made);
    for (const order of [damaged, everything]) {
      expect(order).toMatchObject({ state: 'failed', bundle: null });
      expect(order!.reason).toContain(bad);
      expect(order!.reason).toMatch(/cut off or damaged.*; replace the file or take it out of the library/);
    }
    expect(trumpets!.state).toBe('done');
    expect(unfinishedWork(join(dir, 'home-damaged'))).toEqual([]);

    rmSync(bad);
    const [, later] = ordersOf(run('damaged', library, orders));
    expect(later!.state).toBe('short');
  });
});

describe('a folder of music', () => {
  it.each([
    ['missing', join(dir, 'nowhere'), 'no such file or folder'],
    ['a file', manifest, 'it is a file, not a folder'],
  ])('that is %s stops the run before anything is done', (_kind, library, reason) => {
    const made = run('no-folder', library);
    expect(made).toMatchObject({ code: 2, stdout: '' });
    expect(made.stderr).toBe(
      `error: can't scan the folder ${library}: ${reason}\nhint: name a folder that holds music, and see that its drive is mounted\n`,
    );
  });

  it('with links in circles is read once', () => {
    const library = smallLibrary(join(dir, 'circle'));
    symlinkSync(library, join(library, 'again'));
    symlinkSync('nowhere', join(library, 'dangling.flac'));
    symlinkSync('loop', join(library, 'loop'));
    const made = mixpress(join(dir, 'home-circle'), ['library', 'scan', library]);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^4 files: 4 new, /);
    expect(made.stderr).toContain(`error: ${join(library, 'dangling.flac')}: can't be read: no such file or folder`);
  });

  itWith(['mkfifo'], 'with a named pipe that looks like music does not wait for it', () => {
    const library = smallLibrary(join(dir, 'pipe'));
    runTool('mkfifo', [join(library, 'pipe.flac')]);
    expect(run('pipe', library)).toMatchObject({ code: 0, stderr: '' });
  });

  itUnprivileged('with files in it that may not be read gives the others', (options) => {
    const library = smallLibrary(join(dir, 'shut'));
    mkdirSync(join(library, 'cellar'));
    const shut = [join(library, 'Mysterious Acoustic Guitar (excerpt).flac'), join(library, 'cellar')];
    for (const path of shut) chmodSync(path, 0o000);
    const own = join(dir, 'own');
    mkdirSync(own);
    if (options.uid !== undefined) {
      chmodSync(dir, 0o755);
      chownSync(own, options.uid, options.uid);
    }
    const made = mixpress(
      join(own, 'home'),
      ['run', manifest, '--library', library, '--out', join(own, 'out'), '--no-insert', '--format', 'json'],
      options,
    );
    for (const path of shut) chmodSync(path, 0o700);
    expect(made.code, made.stderr).toBe(0);
    for (const path of shut)
      expect(made.stderr).toContain(`error: ${path}: can't be read: permission denied\n  hint: `);
  });
});

describe('a file that is gone since the last scan', () => {
  it('is not chosen where the library is not named again, and the order says so', () => {
    const library = smallLibrary(join(dir, 'gone'));
    const home = join(dir, 'home-gone');
    expect(mixpress(home, ['library', 'scan', library]).code).toBe(0);
    rmSync(join(library, 'Target (played 3 times).flac'));
    const made = mixpress(home, ['run', manifest, '--out', join(dir, 'out-gone'), '--no-insert', '--format', 'json']);
    expect(made.code).toBe(3);
    const [trumpets, sounds] = ordersOf(made);
    expect(trumpets!.state).toBe('done');
    expect(sounds).toMatchObject({ state: 'failed', bundle: null });
    expect(sounds!.reason).toMatch(/Target \(played 3 times\)\.flac is gone; put it back, or scan the library again/);
  });

  it('or was cut short since is found out when it is mastered', () => {
    const library = smallLibrary(join(dir, 'cut'));
    const home = join(dir, 'home-cut');
    expect(mixpress(home, ['library', 'scan', library]).code).toBe(0);
    truncateSync(join(library, 'Target (played 3 times).flac'), 5000);
    const made = mixpress(home, ['run', manifest, '--out', join(dir, 'out-cut'), '--no-insert', '--format', 'json']);
    expect(made.code).toBe(3);
    expect(ordersOf(made)[1]).toMatchObject({ state: 'failed', bundle: null });
    expect(ordersOf(made)[1]!.reason).toMatch(/Target \(played 3 times\)\.flac .*cut off or damaged/);
    expect(halfWritten(home, join(dir, 'out-cut'))).toEqual([]);
  });
});
