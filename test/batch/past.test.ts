import { describe, expect, it } from 'vitest';
import { pastOf, type Past } from '../../src/batch/past.ts';
import { isRested } from '../../src/generate/history.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import type { Playlist } from '../../src/model/playlist.ts';
import type { Track } from '../../src/model/track.ts';
import { playlistStore, type PlaylistStore } from '../../src/playlists/playlist-store.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { numbered } from '../generate/arbitraries.ts';
import { makePool } from '../generate/make-pool.ts';
import { makeOrders } from './make.ts';

const library = Array.from({ length: 6 }, (_, n) => numbered(n));
const pool = makePool(library);
const NOW = '2026-03-15T12:00:00.000Z';

/** A store with a playlist of one track for each pair of a time and a track. */
function storeWith(...made: readonly (readonly [time: string, track: Track])[]): PlaylistStore {
  const playlists = playlistStore(openScratchStore('/nonexistent'));
  for (const [n, [time, track]] of made.entries()) {
    const playlist: Playlist = {
      id: `p${n}`,
      title: 'A',
      clonedFrom: null,
      seed: 1,
      wantedFrames: 300,
      tracks: [track],
    };
    playlists.save(playlist, time);
  }
  return playlists;
}

const past = (orders: Parameters<typeof pastOf>[0], playlists: PlaylistStore, distinct: number | null = null): Past =>
  pastOf(orders, NOW, { ...NO_OPTIONS, distinct }, pool, playlists);
const [fresh, plain] = makeOrders({ freshDays: 14 }, {});

/** Days that each track has rested, as an order sees it. */
const days = (one: Past, order = fresh!): (number | null)[] => {
  const { restedDays } = one.before(order).history;
  return library.map((_, index) => restedDays.get(pool.recording(index)) ?? null);
};

describe('the past of a batch', () => {
  it('tells how many whole days ago a recording was last in a list', () => {
    const store = storeWith(
      ['2026-03-14T12:00:00.000Z', library[0]!],
      ['2026-03-14T12:00:00.001Z', library[1]!],
      ['2026-03-01T12:00:00.000Z', library[2]!],
      ['2026-03-01T11:59:59.999Z', library[3]!],
      ['2026-03-05T12:00:00.000Z', library[4]!],
      ['2026-03-08T12:00:00.000Z', library[4]!],
    );
    expect(days(past([fresh!], store))).toEqual([1, 0, 14, null, 7, null]);
  });

  it('is that before the batch was submitted, whatever was made since', () => {
    const store = storeWith([NOW, library[0]!], ['2026-04-01T00:00:00.000Z', library[1]!]);
    expect(days(past([fresh!], store))).toEqual([null, null, null, null, null, null]);
  });

  it('takes other versions of a recording, and forgets what the library lacks', () => {
    const live = { ...library[0]!, id: 'x', title: 'Title 0 (Live)' };
    const store = storeWith(['2026-03-10T12:00:00.000Z', live], ['2026-03-12T12:00:00.000Z', library[0]!]);
    const both = makePool([...library, live]);
    const { history } = pastOf([fresh!], NOW, NO_OPTIONS, both, store).before(fresh!);
    expect([...history.restedDays.values()]).toEqual([3]);
    expect(days(past([fresh!], store))[0]).toBe(3);
  });

  it('counts its own lists as of today', () => {
    const one = past([fresh!, plain!], storeWith(['2026-03-10T12:00:00.000Z', library[0]!]));
    one.add('p', () => [0, 3]);
    expect(days(one)).toEqual([0, null, null, 0, null, null]);
  });

  it('lets a recording be in so many of its lists', () => {
    const one = past([plain!], storeWith(), 2);
    const isFree = (): boolean => isRested(one.before(plain!).history, pool.recording(0));
    expect(isFree()).toBe(true);
    one.add('p', () => [0]);
    expect(isFree()).toBe(true);
    one.add('q', () => [0]);
    expect(isFree()).toBe(false);
    expect(isRested(one.before(plain!).history, pool.recording(1))).toBe(true);
  });

  it('keeps nothing from an order that does not ask', () => {
    const one = past([fresh!, plain!], storeWith(['2026-03-10T12:00:00.000Z', library[0]!]));
    one.add('p', () => [1]);
    expect(one.before(plain!)).toMatchObject({ key: null, history: { restedDays: new Map(), mostUses: Infinity } });
    expect(one.before(fresh!).key).not.toBeNull();
    // With distinct lists, an order that asks for no rest may still take what other days used.
    const distinct = past([fresh!, plain!], storeWith(['2026-03-10T12:00:00.000Z', library[0]!]), 1);
    expect(days(distinct, plain!)[0]).toBeNull();
    expect(distinct.before(plain!).key).not.toBeNull();
  });

  it('has a key that is the same for the same past, and another for any other', () => {
    const store = storeWith(['2026-03-10T12:00:00.000Z', library[0]!]);
    const keyAfter = (playlists: readonly string[], distinct: number | null = null, from = store): string => {
      const one = past([fresh!], from, distinct);
      for (const playlist of playlists) one.add(playlist, () => [1]);
      return one.before(fresh!).key!;
    };
    expect(keyAfter(['p', 'q'])).toBe(keyAfter(['p', 'q']));
    const keys = [
      keyAfter([]),
      keyAfter(['p']),
      keyAfter(['p', 'q']),
      keyAfter(['q', 'p']),
      keyAfter([], 1),
      keyAfter([], 2),
      keyAfter([], null, storeWith(['2026-03-11T12:00:00.000Z', library[0]!])),
      keyAfter([], null, storeWith(['2026-03-10T12:00:00.000Z', library[1]!])),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
