import { describe, expect, it } from 'vitest';
import { describeBundle } from '../../src/bundle/bundle-json.ts';
import { makeTrack } from '../make-track.ts';
import { brief, bundleInput } from './make.ts';

const tracks = [
  makeTrack({ id: 'a', frames: 300_000, title: 'A', relativePath: 'x/a.flac' }),
  makeTrack({
    id: 'b',
    lengthSamples: 48_000 * 60 + 1,
    sampleRate: 48_000,
    codec: 'mp3',
    title: 'B',
    relativePath: 'x/b.mp3',
  }),
  makeTrack({ id: 'c', frames: 300_000, title: 'C', relativePath: 'x/c.flac' }),
];

describe('bundle.json', () => {
  const record = describeBundle(bundleInput(tracks));

  it('has these keys, in this order', () => {
    expect(Object.keys(record)).toEqual([
      'schemaVersion',
      'tool',
      'audioEngine',
      'order',
      'playlist',
      'libraryFingerprint',
      'selection',
      'discs',
      'insert',
      'warnings',
    ]);
    const {
      duration: _duration,
      seed: _seed,
      tolerance: _tolerance,
      pause: _pause,
      allowOver: _allowOver,
      priority: _priority,
      ...order
    } = brief;
    expect(record.order).toEqual({ ...order, toleranceMs: null, allowOverMs: null, pauseMs: null });
    const playlist = ['id', 'title', 'clonedFrom', 'seed', 'wantedMs', 'lengthMs', 'gapMs', 'tracks'];
    expect(Object.keys(record.playlist)).toEqual(playlist);
  });

  it('tells of an insert, and of no place where it was made', () => {
    const { insert } = describeBundle(bundleInput(tracks, { insert: { path: '/work/insert.pdf', paper: 'a4' } }));
    expect(insert).toEqual({ file: 'insert.pdf', paper: 'a4' });
    expect(record.insert).toBeNull();
  });

  it('tells nothing of the batch that the order came in', () => {
    const order = { ...brief, seed: 7, row: 12, ordinal: 3 };
    expect(Object.keys(describeBundle(bundleInput(tracks, { order })).order)).not.toEqual(
      expect.arrayContaining(['row']),
    );
  });

  it('tells of each track where it is and what it was', () => {
    expect(
      record.playlist.tracks.map(({ position, disc, number, frames }) => ({ position, disc, number, frames })),
    ).toEqual([
      { position: 1, disc: 1, number: 1, frames: 300_000 },
      { position: 2, disc: 1, number: 2, frames: 4501 },
      { position: 3, disc: 2, number: 1, frames: 300_000 },
    ]);
    expect(record.playlist.tracks[1]).toEqual({
      position: 2,
      id: 'b',
      title: 'B',
      artist: 'An artist',
      album: 'An album',
      genres: [],
      styles: [],
      lengthMs: 60_000,
      frames: 4501,
      disc: 1,
      number: 2,
      sourcePath: 'x/b.mp3',
      codec: 'mp3',
      sampleRate: 48_000,
      conversion: 'bit-identical',
    });
  });

  it('has the tracks in the order of the playlist, also where the discs have not', () => {
    const list = [160_000, 200_000, 150_000, 180_000].map((frames, i) => makeTrack({ frames, id: `${i}` }));
    const { order, playlist } = describeBundle(bundleInput(list, { order: { ...brief, split: 'packed' } }));
    expect(order.split).toBe('packed');
    expect(playlist.tracks.map(({ id, position, disc, number }) => [id, position, disc, number])).toEqual([
      ['0', 1, 1, 1],
      ['1', 2, 2, 1],
      ['2', 3, 2, 2],
      ['3', 4, 1, 2],
    ]);
  });

  it('tells the gap to the wanted length, or none', () => {
    const gap = (details: Parameters<typeof bundleInput>[1]) => {
      const { wantedMs, lengthMs, gapMs } = describeBundle(
        bundleInput([makeTrack({ frames: 7500 })], details),
      ).playlist;
      return { wantedMs, lengthMs, gapMs };
    };
    const { playlist } = bundleInput([makeTrack({ frames: 7500 })]);
    const fill = { ...brief, duration: { kind: 'fill' } } as const;
    const length = { ...brief, duration: { kind: 'length', ms: 101_001 } } as const;
    expect(gap({ order: length })).toEqual({ wantedMs: 101_001, lengthMs: 100_000, gapMs: 1001 });
    expect(gap({ order: fill, playlist: { ...playlist, wantedFrames: 7575 } })).toEqual({
      wantedMs: 101_000,
      lengthMs: 100_000,
      gapMs: 1000,
    });
    expect(gap({ order: { ...brief, duration: null } })).toEqual({ wantedMs: null, lengthMs: 100_000, gapMs: null });
  });

  it.each([
    ['/home/me/lists/weekday.m3u8', 'weekday.m3u8'],
    ['C:\\lists\\weekday.m3u8', 'weekday.m3u8'],
    ['lists/weekday.m3u8', 'lists/weekday.m3u8'],
    ['AC/DC', 'AC/DC'],
    [null, null],
  ])('shows the source of a clone %j as %j', (clone, shown) => {
    const input = bundleInput(tracks, { order: { ...brief, clone } });
    const { order, playlist } = describeBundle({ ...input, playlist: { ...input.playlist, clonedFrom: clone } });
    expect([order.clone, playlist.clonedFrom]).toEqual([shown, shown]);
  });
});
