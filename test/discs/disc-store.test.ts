import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discStore, type DiscStore } from '../../src/discs/disc-store.ts';
import { layOut } from '../../src/discs/layout.ts';
import { playlistStore } from '../../src/playlists/playlist-store.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';
import { makeTrack } from '../make-track.ts';
import { layoutInput } from './make.ts';

let store: Store;
let discs: DiscStore;

beforeEach(() => {
  store = openScratchStore('/nonexistent/db');
  discs = discStore(store);
  for (const id of ['p1', 'p2']) {
    playlistStore(store).save({ id, title: id, clonedFrom: null, seed: 1, wantedFrames: null, tracks: [] }, '2026');
  }
});
afterEach(() => store.close());

function laidOut(playlistId: string, lengths: readonly number[], copies = 2) {
  const input = layoutInput(
    lengths.map((frames) => makeTrack({ frames })),
    { title: 'A "list" 🎵', copies },
  );
  return layOut({ ...input, playlist: { ...input.playlist, id: playlistId } }).discs;
}

describe('the disc store', () => {
  it('gives back what was saved, by playlist', () => {
    const two = laidOut('p1', [300_000, 200_000]);
    const one = laidOut('p2', [300]);
    discs.saveDiscs('p1', two);
    discs.saveDiscs('p2', one);
    expect(two).toHaveLength(2);
    expect(discs.discsOf('p1')).toEqual(two);
    expect(discs.discsOf('p2')).toEqual(one);
    expect(discs.discsOf('p3')).toEqual([]);
  });

  it('lists every disc with what counts', () => {
    discs.saveDiscs('p1', laidOut('p1', [300, 450]));
    expect(discs.listDiscs()).toEqual([
      {
        id: expect.any(String),
        playlist: 'p1',
        number: 1,
        of: 1,
        title: 'A "list" 🎵',
        media: 'cd-80',
        tracks: 2,
        lengthMs: 10_000,
        copies: 2,
      },
    ]);
  });

  it('puts new discs in place of the older ones, with their copies, and the same twice is the same once', () => {
    discs.saveDiscs('p1', laidOut('p1', [300_000, 200_000], 9));
    const newer = laidOut('p1', [300], 1);
    discs.saveDiscs('p1', newer);
    discs.saveDiscs('p1', newer);
    expect(discs.discsOf('p1')).toEqual(newer);
    expect(store.db.prepare('SELECT count(*) FROM copies').pluck().get()).toBe(1);
  });

  it('keeps the older ones where the new ones cannot be saved', () => {
    const older = laidOut('p1', [300]);
    discs.saveDiscs('p1', older);
    expect(() => discs.saveDiscs('p1', [...laidOut('p1', [450]), ...laidOut('p1', [450])])).toThrow('UNIQUE');
    expect(discs.discsOf('p1')).toEqual(older);
  });
});
