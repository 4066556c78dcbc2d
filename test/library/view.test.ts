import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanFolders } from '../../src/library/scan.ts';
import { libraryView, type LibraryView } from '../../src/library/view.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { lightTracks } from '../../src/model/track-table.ts';
import { trackFrames, type Track } from '../../src/model/track.ts';
import { projectRoot, tempDir } from '../outside.ts';
import { numberedWav } from './files.ts';

const dir = tempDir();
const FILES = [
  'one/Jazz/Band - Song.wav',
  'one/Rock/Band - Song.wav',
  'two/Band - Song.wav',
  'two/b/Other.wav',
  'two-b/Other.wav',
];
let view: (...roots: string[]) => LibraryView;

beforeAll(async () => {
  for (const [i, name] of FILES.entries()) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    numberedWav(join(dir, name), i < 3 ? i : 3);
  }
  const store = openScratchStore(join(dir, 'none'));
  await scanFolders(store, [join(dir, 'one'), join(dir, 'two'), join(dir, 'two-b')]);
  view = (...roots) =>
    libraryView(
      store,
      roots.map((root) => join(dir, root)),
    );
  return () => store.close();
});

const pathsOf = (tracks: LibraryView['tracks']): string[] => tracks.map(({ relativePath }) => relativePath).sort();

describe('the library', () => {
  it('is all that is below its folders, with paths from there', () => {
    expect(pathsOf(view().tracks)).toEqual([
      'Band - Song.wav',
      'Jazz/Band - Song.wav',
      'Other.wav',
      'Rock/Band - Song.wav',
    ]);
    expect(pathsOf(view('one').tracks)).toEqual(['Jazz/Band - Song.wav', 'Rock/Band - Song.wav']);
    expect(pathsOf(view('two').tracks)).toEqual(['Band - Song.wav', 'b/Other.wav']);
    expect(pathsOf(view('two', 'two-b').tracks)).toEqual(['Band - Song.wav', 'Other.wav']);
    expect(pathsOf(view('one/Jazz').tracks)).toEqual(['Band - Song.wav']);
    expect(pathsOf(view('none').tracks)).toEqual([]);
  });

  it('is in order of ids, whatever is asked', () => {
    const ids = view().tracks.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(view('two', 'one', 'two-b').tracks.map(({ id }) => id)).toEqual(ids);
  });

  it('finds tracks by id', () => {
    const [first] = view('one').tracks;
    expect(view('one').findById(first!.id)).toEqual(first);
    expect(view('two').findById(first!.id)).toBeUndefined();
  });

  it('finds tracks by the path of any of their files', () => {
    const other = view().findByPath(join(dir, 'two/b/Other.wav'));
    expect(other).toMatchObject([{ title: 'Other', path: join(dir, 'two-b/Other.wav') }]);
    expect(view('one').findByPath(join(dir, 'two/b/Other.wav'))).toEqual([]);
    expect(view().findByPath('Other.wav')).toEqual([]);
  });

  it('finds tracks by the end of a path, in whole names', () => {
    expect(pathsOf(view().findByRelativePath('Jazz/Band - Song.wav'))).toEqual(['Jazz/Band - Song.wav']);
    expect(pathsOf(view().findByRelativePath('Band - Song.wav')).length).toBe(3);
    expect(pathsOf(view().findByRelativePath('azz/Band - Song.wav'))).toEqual([]);
    expect(pathsOf(view().findByRelativePath('two/b/Other.wav'))).toEqual(['Other.wav']);
    expect(pathsOf(view().findByRelativePath(''))).toEqual([]);
  });

  it('finds tracks by folded names, those of their files included', () => {
    expect(view().findByNames('SONG', 'Bänd').length).toBe(3);
    expect(view().findByNames('other', '').length).toBe(1);
    expect(view().findByNames('song', '')).toEqual([]);
  });

  it('is the same as columns and as whole records, fact by fact', async () => {
    const store = openScratchStore(join(dir, 'none'));
    await scanFolders(store, [join(projectRoot, 'fixtures/music/Jazz'), join(dir, 'one'), join(dir, 'two')]);
    for (const roots of [[], [join(dir, 'two')], [join(projectRoot, 'fixtures/music')]]) {
      const { table, tracks } = libraryView(store, roots);
      const { track, indexOfPath } = table;
      expect([...table.ids]).toEqual(tracks.map(({ id }) => id));
      const light = lightTracks(table);
      for (const [index, whole] of tracks.entries()) {
        const same = light(index);
        for (const field of Object.keys(whole) as (keyof Track)[]) {
          expect([field, same[field]]).toEqual([field, whole[field]]);
        }
        expect(table.frames[index]).toBe(trackFrames(whole));
      }
      expect(tracks.map((_, index) => track(index))).toEqual(tracks);
      expect(tracks.map(({ relativePath }) => indexOfPath(relativePath))).toEqual(tracks.map((_, index) => index));
    }
    store.close();
  });
});
