import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, ExitCode } from '../../src/base/errors.ts';
import { scanFolders, type ScanProgress, type ScanReport } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import { openScratchStore, openStore, type Store } from '../../src/store/store.ts';
import { itWithShared, tempDir } from '../outside.ts';
import { numberedWav } from './files.ts';

const dir = tempDir();
const emptyStore = (): Store => openScratchStore(join(dir, 'none.db'));
let root = '';
let store: Store;
let count = 0;

beforeEach(() => {
  root = join(dir, `library ${++count}`);
  mkdirSync(root);
  store = emptyStore();
  return () => store.close();
});

/** A WAV file in the library, by default unlike any other. */
let numbers = 0;
function put(relativePath: string, number = ++numbers): string {
  const path = join(root, relativePath);
  mkdirSync(dirname(path), { recursive: true });
  return numberedWav(path, number);
}

const scan = (options: Parameters<typeof scanFolders>[2] = {}): Promise<ScanReport> =>
  scanFolders(store, [root], options);
const paths = (): string[] =>
  libraryView(store, [])
    .tracks.map(({ relativePath }) => relativePath)
    .sort();
const dump = (from: Store): unknown[] =>
  ['files', 'tracks'].map((table) => from.db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());

describe('a scan', () => {
  it('takes up all audio below a folder, and nothing else', async () => {
    for (const name of ['b.wav', 'a/c.WAV', 'a/deep/er/d.wav', '.hidden.wav', '.hidden/e.wav', 'a/.git/f.wav'])
      put(name);
    writeFileSync(join(root, 'cover.jpg'), 'x');
    writeFileSync(join(root, 'noextension'), 'x');
    const report = await scan();
    expect(report).toEqual({ roots: [root], found: 3, read: 3, unchanged: 0, removed: 0, problems: [] });
    expect(paths()).toEqual(['a/c.WAV', 'a/deep/er/d.wav', 'b.wav']);
    expect(libraryView(store, []).tracks.find(({ title }) => title === 'c')).toMatchObject({
      path: join(root, 'a/c.WAV'),
      codec: 'pcm',
      sampleRate: 44_100,
      channels: 2,
      bitDepth: 16,
      lengthSamples: 500,
      artist: '',
      genres: [],
    });
  });

  it('reads nothing again that has not changed, unless it is asked to', async () => {
    put('a.wav');
    put('b.wav');
    await scan();
    const before = dump(store);
    expect(await scan()).toMatchObject({ found: 2, read: 0, unchanged: 2, removed: 0 });
    expect(await scan({ full: true })).toMatchObject({ found: 2, read: 2, unchanged: 0, removed: 0 });
    expect(dump(store)).toEqual(before);
  });

  it('sees what is new, changed, moved and gone', async () => {
    for (const name of ['changed.wav', 'touched.wav', 'moved.wav', 'gone.wav', 'same.wav']) put(name);
    await scan();
    const before = new Map(libraryView(store, []).tracks.map(({ relativePath, id }) => [relativePath, id]));
    put('changed.wav');
    utimesSync(join(root, 'touched.wav'), 1, 1);
    mkdirSync(join(root, 'to'));
    renameSync(join(root, 'moved.wav'), join(root, 'to/moved.wav'));
    rmSync(join(root, 'gone.wav'));
    put('new.wav');
    expect(await scan()).toMatchObject({ found: 5, read: 4, unchanged: 1, removed: 2, problems: [] });
    const after = new Map(libraryView(store, []).tracks.map(({ relativePath, id }) => [relativePath, id]));
    expect([...after.keys()].sort()).toEqual(['changed.wav', 'new.wav', 'same.wav', 'to/moved.wav', 'touched.wav']);
    expect(after.get('changed.wav')).not.toBe(before.get('changed.wav'));
    expect(after.get('touched.wav')).toBe(before.get('touched.wav'));
    expect(after.get('to/moved.wav')).toBe(before.get('moved.wav'));
    expect(store.db.prepare('SELECT count(*) AS n FROM tracks').get()).toEqual({ n: 5 });
  });

  it('takes files of one content for one track, at the first of their paths that is left', async () => {
    put('b/z.wav', 1);
    put('c/a.wav', 1);
    put('a/x.wav', 1);
    expect(await scan()).toMatchObject({ found: 3, read: 3 });
    expect(libraryView(store, []).tracks).toMatchObject([{ relativePath: 'a/x.wav', title: 'x' }]);
    rmSync(join(root, 'a/x.wav'));
    await scan();
    expect(libraryView(store, []).tracks).toMatchObject([{ relativePath: 'b/z.wav', title: 'z' }]);
  });

  it('writes the same rows into two stores', async () => {
    for (let i = 0; i < 450; i++) put(`${i % 7}/${(i * 37) % 450}.wav`, i % 400);
    put('bad.wav');
    truncateSync(join(root, 'bad.wav'), 1000);
    const other = emptyStore();
    await scan();
    await scanFolders(other, [root]);
    expect(dump(store)).toEqual(dump(other));
    expect(libraryView(store, [])).toMatchObject({ tracks: libraryView(other, []).tracks });
    other.close();
  });

  it('tells how far it is', async () => {
    for (const name of ['a.wav', 'b.wav', 'c.wav']) put(name);
    const told: ScanProgress[] = [];
    await scan({ onProgress: (progress) => told.push(progress) });
    expect(told.length).toBe(3);
    expect(told.at(-1)).toEqual({ found: 3, done: 3, read: 3 });
  });
});

describe('folders to scan', () => {
  it.each(['missing', 'file.wav'])('that are none (%s) are a mistake of the caller', async (name) => {
    put('file.wav');
    const error = await scanFolders(store, [join(root, name)]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'library-missing', exitCode: ExitCode.usage });
    expect((error as AppError).hint).toBeTruthy();
  });

  it('may be links, lie within each other, or be named twice', async () => {
    put('in/a.wav');
    put('b.wav');
    symlinkSync(root, join(dir, `link ${count}`));
    const named = [join(root, 'in'), join(dir, `link ${count}`), root, join(root, '.')];
    expect(await scanFolders(store, named)).toMatchObject({ roots: [root], found: 2 });
  });

  it('may be one part of what is known: the other parts stay', async () => {
    put('in/a.wav');
    put('in2/a.wav');
    put('b.wav');
    await scan();
    rmSync(join(root, 'b.wav'));
    rmSync(join(root, 'in/a.wav'));
    const inner = join(root, 'in');
    expect(await scanFolders(store, [inner])).toMatchObject({ found: 0, removed: 1 });
    expect(paths()).toEqual(['b.wav', 'in2/a.wav']);
  });
});

describe('links', () => {
  it('are followed, and never in circles', async () => {
    put('real/a.wav');
    put('real/b.wav');
    mkdirSync(join(dir, `outside ${count}`));
    numberedWav(join(dir, `outside ${count}`, 'c.wav'), ++numbers);
    symlinkSync('..', join(root, 'real/up'));
    symlinkSync(join(root, 'real'), join(root, 'again'));
    symlinkSync(join(dir, `outside ${count}`), join(root, 'outside'));
    symlinkSync(root, join(dir, `outside ${count}`, 'back'));
    symlinkSync(join(root, 'real/a.wav'), join(root, 'link to a.wav'));
    expect(await scan()).toMatchObject({ found: 4, problems: [] });
    expect(paths()).toEqual(['link to a.wav', 'outside/c.wav', 'real/b.wav']);
  });

  it('that lead nowhere are problems where they have the name of audio', async () => {
    symlinkSync('nothing', join(root, 'a.wav'));
    symlinkSync('nothing', join(root, 'b.txt'));
    symlinkSync('c.wav', join(root, 'c.wav'));
    const { problems } = await scan();
    expect(problems.map(({ code, file, message }) => [code, file, message])).toEqual([
      ['file-unreadable', join(root, 'a.wav'), "can't be read: no such file or folder"],
      ['file-unreadable', join(root, 'c.wav'), "can't be read: the links form a loop"],
    ]);
  });
});

describe('what is wrong with a file', () => {
  it('is reported at every scan without reading it again, and never chosen', async () => {
    put('good.wav');
    for (const [name, size] of [
      ['cut.wav', 1000],
      ['empty.wav', 0],
      ['header.wav', 20],
    ] as const)
      truncateSync(put(name), size);
    writeFileSync(join(root, 'text.mp3'), 'not music');
    const first = await scan();
    expect(first.problems.map(({ code, file }) => [code, file])).toEqual([
      ['file-truncated', join(root, 'cut.wav')],
      ['file-empty', join(root, 'empty.wav')],
      ['file-truncated', join(root, 'header.wav')],
      ['file-unreadable', join(root, 'text.mp3')],
    ]);
    expect(paths()).toEqual(['good.wav']);
    const second = await scan();
    expect(second).toMatchObject({ read: 0, unchanged: 5 });
    expect(second.problems).toEqual(first.problems);
    put('cut.wav');
    expect((await scan()).problems.length).toBe(3);
    expect(paths()).toEqual(['cut.wav', 'good.wav']);
  });

  it('forgets the track of a file that has gone bad', async () => {
    put('a.wav');
    await scan();
    truncateSync(join(root, 'a.wav'), 100);
    await scan();
    expect(paths()).toEqual([]);
    expect(store.db.prepare('SELECT count(*) AS n FROM tracks').get()).toEqual({ n: 0 });
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot)(
    `that it may not be read is told, and may pass${isRoot ? ' (SKIPPED: root may read all)' : ''}`,
    async () => {
      put('locked.wav');
      put('locked/a.wav');
      chmodSync(join(root, 'locked.wav'), 0);
      chmodSync(join(root, 'locked'), 0);
      const { problems } = await scan();
      expect(problems.map(({ code, message }) => [code, message])).toEqual([
        ['folder-unreadable', "can't be read: permission denied"],
        ['file-unreadable', "can't be read: permission denied"],
      ]);
      chmodSync(join(root, 'locked.wav'), 0o600);
      chmodSync(join(root, 'locked'), 0o700);
      expect(await scan()).toMatchObject({ read: 2, problems: [] });
    },
  );
});

describe('names of files', () => {
  it('that are no text are problems with their bytes made visible', async () => {
    put('good.wav');
    const bytes = (name: string): Buffer => Buffer.from(join(root, name), 'latin1');
    copyFileSync(join(root, 'good.wav'), bytes('caf\xe9\x1b.wav'));
    writeFileSync(bytes('caf\xe9.txt'), 'x');
    mkdirSync(bytes('na\xefve'));
    const { found, problems } = await scan();
    expect(found).toBe(1);
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['name-unreadable', join(root, 'caf\\xe9\\x1b.wav')],
      ['name-unreadable', join(root, 'na\\xefve')],
    ]);
  });

  itWithShared('data/suites/strings/blns.txt', 'may be as naughty as can be', async (list) => {
    const lines = readFileSync(list, 'utf8').split('\n');
    const names = [...new Set(lines)].filter((line) => /^[^./#][^/\0]*$/.test(line) && Buffer.byteLength(line) < 240);
    expect(names.length).toBeGreaterThan(300);
    for (const [i, name] of names.entries()) put(`${name}.wav`, i % 200);
    const report = await scan();
    expect(report).toMatchObject({ found: names.length, problems: [] });
    expect(await scan()).toMatchObject({ unchanged: names.length, removed: 0 });
    const view = libraryView(store, report.roots);
    expect(view.tracks.length).toBe(200);
    for (const name of names) expect(view.findByPath(join(root, `${name}.wav`)).length).toBe(1);
    for (const { title } of view.tracks) expect(title).toMatch(/^[^\0-\x1f]+$/);
  });
});

describe('a scan that is interrupted', () => {
  it('keeps what it has read, forgets nothing, and goes on from there', async () => {
    for (let i = 0; i < 300; i++) put(`${i}.wav`);
    const path = join(dir, 'kept.db');
    const kept = openStore(path);
    const controller = new AbortController();
    const work = scanFolders(kept, [root], {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 50) controller.abort(new Error('enough'));
      },
    });
    await expect(work).rejects.toThrow('enough');
    const had = libraryView(kept, []).tracks.length;
    expect(had).toBeGreaterThanOrEqual(50);
    expect(had).toBeLessThan(300);
    expect(await scanFolders(kept, [root])).toMatchObject({ found: 300, unchanged: had, read: 300 - had, removed: 0 });
    kept.close();
  });
});
