import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playlistStore, type PlaylistStore } from '../../src/playlists/playlist-store.ts';
import { resolvePlaylist } from '../../src/playlists/resolve.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';
import { makePlaylist } from './make.ts';

let store: Store;
let playlists: PlaylistStore;

beforeAll(() => {
  store = openScratchStore('/nonexistent/db');
  playlists = playlistStore(store);
  const titles = {
    abc1: 'Late Night Jazz',
    abc2: 'Deep House',
    xyz1: 'Weekday',
    xyz2: 'weekday',
    k1: 'abc',
    dup1: 'Twice',
    dup2: 'Twice',
  };
  for (const [id, title] of Object.entries(titles)) playlists.save(makePlaylist({ id, title }), '2026');
});
afterAll(() => store.close());

describe('a reference to a playlist', () => {
  it.each([
    ['abc1', 'abc1', 'its id'],
    [' ABC1 ', 'abc1', 'its id in capitals'],
    ['late-night jazz', 'abc1', 'its folded title'],
    ['weekday', 'xyz2', 'its title as it is written'],
    ['k', 'k1', 'the start of its id'],
    ['abc', 'k1', 'its title, even where ids begin so'],
  ])('%j means %s: %s', (reference, id) => {
    expect(resolvePlaylist(playlists, reference).id).toBe(id);
  });

  it.each([
    ['xyz', 'give one id: xyz1, xyz2'],
    ['Twice', 'give one id: dup1, dup2'],
    ['WEEKDAY', 'give one id: xyz1, xyz2'],
  ])('%j is ambiguous', (reference, hint) => {
    expect(() => resolvePlaylist(playlists, reference)).toThrow(
      expect.objectContaining({ code: 'playlist-ambiguous', hint }),
    );
  });

  it.each([
    ['Late Nite Jazz', 'did you mean "Late Night Jazz"?'],
    ['../lists/soul.NSP', expect.stringContaining('mixpress playlist import FILE.nsp')],
    ['', expect.any(String)],
    ['\u001b[31m', expect.any(String)],
  ])('%j is unknown', (reference, hint) => {
    const call = () => resolvePlaylist(playlists, reference);
    expect(call).toThrow(expect.objectContaining({ code: 'playlist-unknown', hint: hint as string }));
    expect(call).not.toThrow('\u001b');
  });
});
