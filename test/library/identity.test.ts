import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { missingTracks } from '../../src/library/missing.ts';
import { scanFolders, type ScanReport } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import type { Track } from '../../src/model/track.ts';
import type { Store } from '../../src/store/store.ts';
import { tempDir } from '../outside.ts';
import { numberedWav } from './files.ts';
import { memoryStore } from './stored.ts';

const dir = tempDir();
let root = '';
let store: Store;
let count = 0;

beforeEach(() => {
  root = join(dir, String(++count));
  mkdirSync(root);
  store = memoryStore();
  return () => store.close();
});

/** A WAV file with the audio of a number and a title in its tags. */
function put(name: string, audio: number, title: string): void {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  const sound = readFileSync(numberedWav(path, audio));
  const text = Buffer.from(title.padEnd(title.length + 2 - (title.length % 2), '\0'));
  const chunk = (id: string, content: Buffer): Buffer => {
    const head = Buffer.from(`${id}\0\0\0\0`);
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content]);
  };
  const whole = Buffer.concat([sound, chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('INAM', text)]))]);
  whole.writeUInt32LE(whole.length - 8, 4);
  writeFileSync(path, whole);
}

const scan = (): Promise<ScanReport> => scanFolders(store, [root]);
const tracks = (): Record<string, [id: string, title: string]> =>
  Object.fromEntries(
    libraryView(store, []).tracks.map((track: Track) => [track.relativePath, [track.id, track.title]]),
  );
const idOf = (name: string): string => tracks()[name]![0];

describe('a track', () => {
  it('keeps its id where its file is tagged anew', async () => {
    put('a.wav', 1, 'Before');
    await scan();
    const id = idOf('a.wav');
    for (const title of ['After', 'Before', 'Later']) {
      put('a.wav', 1, title);
      expect(await scan()).toMatchObject({ changed: 1, missing: 0 });
      expect(tracks()).toEqual({ 'a.wav': [id, title] });
    }
    expect(await scanFolders(store, [root], { full: true })).toMatchObject({ read: 1, changed: 0 });
    expect(tracks()).toEqual({ 'a.wav': [id, 'Later'] });
    expect(missingTracks(store)).toEqual([]);
  });

  it('keeps it where its file has also been moved', async () => {
    put('a.wav', 1, 'One');
    put('b.wav', 2, 'Two');
    await scan();
    const [one, two] = [idOf('a.wav'), idOf('b.wav')];
    for (const name of ['a.wav', 'b.wav']) rmSync(join(root, name));
    put('to/1.wav', 1, 'First');
    put('to/2.wav', 2, 'Second');
    put('to/3.wav', 3, 'Third');
    expect(await scan()).toMatchObject({ moved: 2, new: 1, missing: 0 });
    expect(tracks()).toMatchObject({ 'to/1.wav': [one, 'First'], 'to/2.wav': [two, 'Second'] });
  });

  it('keeps it where files of a folder change places', async () => {
    for (const [name, number] of [
      ['a.wav', 1],
      ['b.wav', 2],
      ['c.wav', 3],
    ] as const)
      put(name, number, 'Untold');
    await scan();
    const ids = [idOf('a.wav'), idOf('b.wav'), idOf('c.wav')];
    put('a.wav', 1, 'Told');
    await scan();
    renameSync(join(root, 'c.wav'), join(root, 'd.wav'));
    renameSync(join(root, 'b.wav'), join(root, 'c.wav'));
    renameSync(join(root, 'a.wav'), join(root, 'b.wav'));
    await scan();
    expect([idOf('b.wav'), idOf('c.wav'), idOf('d.wav')]).toEqual(ids);
  });

  it('is another one where the audio is another', async () => {
    put('a.wav', 1, 'Title');
    await scan();
    const id = idOf('a.wav');
    put('a.wav', 2, 'Title');
    await scan();
    expect(idOf('a.wav')).not.toBe(id);
    expect(missingTracks(store)).toEqual([]);
  });

  it('is there again under its id when its file comes back with other tags', async () => {
    put('drive/a.wav', 1, 'Before');
    put('b.wav', 2, 'Other');
    await scan();
    const id = idOf('drive/a.wav');
    rmSync(join(root, 'drive'), { recursive: true });
    await scan();
    expect(missingTracks(store).length).toBe(1);
    put('drive/a.wav', 1, 'After');
    await scan();
    expect(tracks()).toMatchObject({ 'drive/a.wav': [id, 'After'] });
  });
});

describe('files of one audio', () => {
  it('are one track where their tags say the same, and several where they do not', async () => {
    put('a.wav', 1, 'Same');
    put('b.wav', 1, 'Same');
    put('c.wav', 1, 'Other');
    await scan();
    expect(Object.keys(tracks())).toEqual(expect.arrayContaining(['a.wav', 'c.wav']));
    expect(libraryView(store, []).tracks.length).toBe(2);
  });

  it('go on as one track where all are tagged anew', async () => {
    put('a.wav', 1, 'Before');
    put('b.wav', 1, 'Before');
    await scan();
    const id = idOf('a.wav');
    for (const name of ['a.wav', 'b.wav']) put(name, 1, 'After');
    await scan();
    expect(tracks()).toEqual({ 'a.wav': [id, 'After'] });
  });

  it('are told apart where one of them is tagged anew, and its old content comes back elsewhere', async () => {
    put('a.wav', 1, 'First');
    await scan();
    const id = idOf('a.wav');
    put('a.wav', 1, 'Second');
    await scan();
    put('b.wav', 1, 'First');
    await scan();
    expect(tracks()).toMatchObject({ 'a.wav': [id, 'Second'], 'b.wav': [expect.not.stringMatching(id), 'First'] });
  });

  it('keep one id each when hundreds of them are tagged anew', async () => {
    for (let i = 0; i < 200; i++) put(`${i}.wav`, 1, `Before ${i}`);
    await scan();
    const before = new Map(Object.entries(tracks()).map(([path, [id]]) => [path, id]));
    expect(new Set(before.values()).size).toBe(200);
    for (let i = 0; i < 200; i++) put(`${i}.wav`, 1, `After ${i}`);
    await scan();
    expect(new Map(Object.entries(tracks()).map(([path, [id]]) => [path, id]))).toEqual(before);
  });
});

describe('a library that was scanned before audio had a mark', () => {
  const asBefore = (): void => {
    // Ids came from whole files then.
    store.db.pragma('foreign_keys = OFF');
    store.db.exec(`UPDATE files SET track_id = 'old' || track_id, mtime_ms = -1;
      UPDATE tracks SET id = 'old' || id, content = NULL, audio = NULL`);
    store.db.pragma('foreign_keys = ON');
  };

  it('keeps the ids of its tracks, moved or not', async () => {
    put('a.wav', 1, 'One');
    put('b.wav', 2, 'Two');
    put('copy of b.wav', 2, 'Two');
    put('c.wav', 3, 'Three');
    await scan();
    asBefore();
    const before = ['a.wav', 'b.wav', 'c.wav'].map(idOf);
    expect(before[0]).toMatch(/^old/);
    renameSync(join(root, 'c.wav'), join(root, 'd.wav'));
    await scan();
    expect(['a.wav', 'b.wav', 'd.wav'].map(idOf)).toEqual(before);
    put('a.wav', 1, 'Later');
    await scan();
    expect(idOf('a.wav')).toBe(before[0]);
  });

  it('keeps the id of a track whose drive is not there at the first scan', async () => {
    put('drive/a.wav', 1, 'One');
    await scan();
    asBefore();
    const id = idOf('drive/a.wav');
    renameSync(join(root, 'drive'), join(dir, `away ${count}`));
    await scan();
    renameSync(join(dir, `away ${count}`), join(root, 'drive'));
    await scan();
    expect(tracks()).toEqual({ 'drive/a.wav': [id, 'One'] });
  });
});
