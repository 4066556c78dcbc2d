import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';
import type { FileChange } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import { watchFolders, type WatchOptions } from '../../src/library/watch.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';
import { tempDir } from '../outside.ts';
import { numberedWav } from './files.ts';

const dir = tempDir();

/** Watches a new folder, does one thing after the other as soon as what came of the one before has been told, and stops. */
async function follow(
  name: string,
  steps: readonly ((root: string) => void)[],
  options: Partial<WatchOptions> = {},
): Promise<{ readonly root: string; readonly told: string[][]; readonly paths: string[]; readonly polled: string[] }> {
  const root = join(dir, name);
  mkdirSync(root);
  const store: Store = openScratchStore(join(dir, 'none.db'));
  const stop = new AbortController();
  const told: string[][] = [];
  const polled: string[] = [];
  const left = [...steps];
  const describeChange = ({ change, path, from }: FileChange): string =>
    [change, path, from]
      .map((part) => part?.replace(`${root}/`, ''))
      .join(' ')
      .trimEnd();
  await watchFolders(store, [root], {
    signal: stop.signal,
    restMs: 50,
    onScan: (_report, changes) => {
      if (changes.length > 0) told.push(changes.map(describeChange));
      if (changes.length === 0 && left.length < steps.length) return;
      const next = left.shift();
      if (next) next(root);
      else stop.abort();
    },
    onPolling: (path, reason) => polled.push(`${path}: ${reason}`),
    onTrouble: (error) => stop.abort(error),
    ...options,
  });
  const paths = libraryView(store, []).tracks.map(({ relativePath }) => relativePath);
  store.close();
  return { root, told, paths: paths.sort(), polled };
}

const steps = [
  (root: string): void => void numberedWav(join(root, 'a.wav'), 1),
  (root: string): void => {
    mkdirSync(join(root, 'new/deep'), { recursive: true });
    numberedWav(join(root, 'new/deep/b.wav'), 2);
  },
  (root: string): void => renameSync(join(root, 'new/deep/b.wav'), join(root, 'b.wav')),
  (root: string): void => void numberedWav(join(root, 'new/c.wav'), 3, { samples: 700 }),
  (root: string): void => rmSync(join(root, 'new'), { recursive: true }),
];
const expected = [
  ['new a.wav'],
  ['new new/deep/b.wav'],
  ['moved b.wav new/deep/b.wav'],
  ['new new/c.wav'],
  ['missing new/c.wav'],
];

describe('watching folders', () => {
  it('takes up what comes, moves and goes, in new folders too, with paths from the root', async () => {
    const { told, paths, polled } = await follow('told', steps);
    expect(told).toEqual(expected);
    expect(paths).toEqual(['a.wav', 'b.wav']);
    expect(polled).toEqual([]);
  });

  it('finds the same by looking again and again', async () => {
    const { told, paths } = await follow('polled', steps, { pollMs: 20 });
    expect(told).toEqual(expected);
    expect(paths).toEqual(['a.wav', 'b.wav']);
  });

  it('tells that its folder is gone, and goes on', async () => {
    let trouble: unknown;
    const stop = new AbortController();
    const { polled, root } = await follow('gone', [(path) => rmSync(path, { recursive: true })], {
      signal: stop.signal,
      pollMs: undefined,
      onTrouble: (error) => {
        trouble ??= error;
        stop.abort();
      },
    });
    expect(trouble).toMatchObject({ code: 'library-missing' });
    expect(polled).toEqual([`${root}: it is gone`]);
  });

  it('is refused where there is no folder', async () => {
    const store = openScratchStore(join(dir, 'none.db'));
    const nothing = (): void => undefined;
    const watching = watchFolders(store, [join(dir, 'nowhere')], {
      signal: new AbortController().signal,
      ...{ onScan: nothing, onPolling: nothing, onTrouble: nothing },
    });
    await expect(watching).rejects.toThrow(AppError);
    store.close();
  });
});
