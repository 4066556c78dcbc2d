import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toldOf } from '../../src/batch/chosen-list.ts';
import { discLists } from '../../src/batch/disc-lists.ts';
import { discFillOf } from '../../src/batch/fill-disc.ts';
import { wishOf } from '../../src/batch/lists.ts';
import { planWith } from '../../src/batch/produce.ts';
import { choose } from '../../src/batch/steps/choose.ts';
import { trackFile } from '../../src/batch/track-file.ts';
import { weigherOf } from '../../src/batch/weigh-files.ts';
import { describeWhy, formatWhy } from '../../src/cli/reporters/why.ts';
import { discPlan } from '../../src/discs/data/disc-files.ts';
import { sectorsOf } from '../../src/discs/iso/fields.ts';
import { usableSectors } from '../../src/discs/iso/plan.ts';
import { mp3Cd } from '../../src/discs/media/mp3-cd.ts';
import { NO_HISTORY } from '../../src/generate/history.ts';
import { poolOf } from '../../src/generate/pool.ts';
import { selector } from '../../src/generate/select.ts';
import { scanFolders } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import { NO_OPTIONS, type BatchOptions } from '../../src/model/batch.ts';
import type { DataDisc } from '../../src/model/disc.ts';
import { SECTOR_BYTES } from '../../src/model/medium.ts';
import { tableOf } from '../../src/model/track-table.ts';
import type { Track } from '../../src/model/track.ts';
import { memoryStore } from '../library/stored.ts';
import { makeTrack } from '../make-track.ts';
import { projectRoot, tempDir } from '../outside.ts';
import { makeOrders } from './make.ts';

const dir = tempDir();

type Sized = Track & { readonly bytes: number };

/** Tracks with files of these sizes, which take no room where they lie. */
function sized(sizes: readonly number[], facts: (n: number) => Partial<Track> = () => ({})): Sized[] {
  return sizes.map((bytes, n) => {
    const path = join(dir, `${n}-${bytes}.flac`);
    writeFileSync(path, '');
    truncateSync(path, bytes);
    const names = { title: `Title ${n}`, artist: `Artist ${n % 90}`, album: '', path, relativePath: `${n}.flac` };
    const frames = 9000 + ((n * 7907) % 9001);
    return { ...makeTrack({ id: `t${String(n).padStart(5, '0')}`, ...names, frames, ...facts(n) }), bytes };
  });
}

const spread = (count: number, least: number, most: number): number[] =>
  Array.from({ length: count }, (_, n) => least + ((n * 7_919_003) % (most - least)));

/** What an order comes to, without audio. */
function plan(
  tracks: readonly Sized[],
  { media, ...cells }: Record<string, unknown> & { readonly media: string },
  options: BatchOptions = NO_OPTIONS,
) {
  const order = { ...makeOrders({ title: 'Träume', ...cells })[0]!, media };
  const table = tableOf(tracks);
  const index = new Map([...table.ids].map((id, i) => [id, i]));
  const byIndex = new Map(tracks.map((track) => [index.get(track.id)!, { ...track, sizeBytes: track.bytes }]));
  const select = selector(poolOf(table), weigherOf({ table, fileFacts: (at) => byIndex.get(at)! }));
  const { playlist, chosen, brief } = choose.plan({
    ...wishOf(order, options),
    ...{ select, history: NO_HISTORY, past: null },
  });
  const list = { ...playlist, tracks: playlist.tracks.map(({ id }) => table.track(index.get(id)!)) };
  const { discs, result } = planWith(order, { ...toldOf(chosen), playlist: list }, options);
  const why = describeWhy({ brief, reasons: chosen.reasons, spentMs: 0 }, list);
  return { discs: discs as readonly DataDisc[], result, why, tracks: list.tracks };
}

/** Sectors that a disc has left before its padding, by what its writer writes. */
function roomOn(disc: DataDisc): number {
  return usableSectors(disc.medium.capacitySectors) - discPlan(disc, discLists).usedSectors;
}

describe('an order for a full disc of files', () => {
  it('fills a DVD with files as they are, by all rules, to its last sector', () => {
    const tracks = sized(spread(300, 15_000_000, 45_000_000));
    const order = { media: 'dvd+r', duration: 'fill', artistGap: '3', maxPerArtist: '4' };
    const { discs, result, why } = plan(tracks, order);
    expect(result).toMatchObject({ state: 'done', discs: 1, wantedMs: null, gapMs: null, gapBytes: 0, warnings: [] });
    expect(discs.map(roomOn)).toEqual([0]);
    expect(why.rules.map(({ rule, kept }) => [rule, kept])).toEqual([
      ['artist-gap', true],
      ['max-per-artist', true],
    ]);
    expect(plan(tracks, order).result).toEqual(result);
  });

  it('fills a CD for cars with MP3s as they are and as they will be', async () => {
    const tracks = sized(spread(300, 3_000_000, 12_000_000), (n) => ({ codec: n % 2 === 0 ? 'mp3' : 'flac' }));
    const { discs, result, why } = plan(tracks, { media: 'mp3-cd' });
    expect(new Set(discs[0]!.tracks.map(({ mp3 }) => mp3))).toEqual(new Set([null, 256]));
    expect(discs.map(roomOn)).toEqual([0]);
    // An image has whole 32 sectors: of 359,700 some can't be used.
    expect(result).toMatchObject({ state: 'done', discs: 1, gapBytes: 20 * SECTOR_BYTES });
    expect(why).toMatchObject({ wantedMs: null, gapMs: null, lengthMs: result.lengthMs, gapBytes: 0 });
    expect(await formatWhy(why)).toContain('gap 0 B; up to 7.4 MB counts as met');
  });

  it('is never over, and leaves no room that another track would take', () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 5000 }));
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 500, max: 1500 }),
        fc.constantFrom('dvd+r', 'data-cd-21'),
        fc.nat(),
        (sizes, capacity, media, seed) => {
          const options = { ...NO_OPTIONS, capacities: { [media]: capacity } };
          const all = sized(sizes);
          const { discs, tracks } = plan(all, { media, seed, order: 'as-is' }, options);
          expect(discs).toHaveLength(1);
          const room = roomOn(discs[0]!);
          expect(discs[0]!.sectors).toBeLessThanOrEqual(capacity);
          expect(room).toBeGreaterThanOrEqual(0);
          const taken = new Set(tracks.map(({ id }) => id));
          const left = all.filter(({ id }) => !taken.has(id));
          // Its record may take a sector of its own in the directories of both trees and in three lists.
          for (const { bytes } of left) expect(sectorsOf(bytes) + 5).toBeGreaterThan(room);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has shares of its playing time, however large the files are', () => {
    const tracks = sized(
      spread(300, 1_000_000, 2_000_000).map((bytes, n) => (n % 2 === 0 ? bytes * 9 : bytes)),
      (n) => ({ genres: [n % 2 === 0 ? 'Jazz' : 'Rock'] }),
    );
    const medium = { media: 'data-cd-21' };
    const shareOf = (genre: string, list: readonly Track[]): number => {
      const length = (some: readonly Track[]): number => some.reduce((sum, track) => sum + track.lengthSamples, 0);
      return length(list.filter(({ genres }) => genres.includes(genre))) / length(list);
    };
    for (const [quota, genre, least, most] of [
      ['Jazz 60%', 'Jazz', 0.595, 1],
      ['Jazz <=15%', 'Jazz', 0, 0.155],
      ['Rock 75%', 'Rock', 0.745, 1],
    ] as const) {
      const { discs, tracks: list, result } = plan(tracks, { ...medium, quota });
      expect(result, quota).toMatchObject({ state: 'done', warnings: [] });
      expect(shareOf(genre, list), quota).toBeGreaterThanOrEqual(least);
      expect(shareOf(genre, list), quota).toBeLessThanOrEqual(most);
      // Each choice has another number of tracks here, so another need for records.
      expect(roomOn(discs[0]!), quota).toBeLessThanOrEqual(32);
    }
  });

  it('is done with as many tracks as players for cars take', () => {
    const tracks = sized(spread(400, 500_000, 1_000_000), () => ({ codec: 'mp3' }));
    const { result } = plan(tracks, { media: 'mp3-cd', order: 'as-is' });
    expect(result).toMatchObject({ state: 'done', tracks: 252, warnings: [] });
    expect(result.gapBytes).toBeGreaterThan(400_000_000);
  });

  it('comes out short in bytes where the library is too small', async () => {
    const { result, why } = plan(sized(spread(20, 15_000_000, 45_000_000)), { media: 'dvd+r', genre: '' });
    expect(result).toMatchObject({ state: 'short', tracks: 20, changes: [] });
    expect(result.reason).toMatch(
      /^wanted 4700 MB, but the library holds only \d+ MB that fit \(20 tracks\); widen genre and style, add music, or ask for a duration$/,
    );
    expect(await formatWhy(why)).toMatch(/gap 4\.\d GB; up to 47\.0 MB counts as met/);
  });

  it('says of files that are all larger than the disc how large they are', () => {
    const options = { ...NO_OPTIONS, capacities: { 'dvd+r': 640 } };
    expect(() => plan(sized([3_000_000, 2_000_000]), { media: 'dvd+r' }, options)).toThrow(
      'no fitting track is between 2.0 kB and 1.0 MB large, as the medium needs',
    );
  });

  it('is not one with a duration, nor one for an audio CD', () => {
    const [order] = makeOrders({ duration: '30:00' });
    expect(discFillOf({ ...order!, media: 'dvd+r' }, NO_OPTIONS)).toBeNull();
    expect(discFillOf({ ...order!, duration: { kind: 'fill' } }, NO_OPTIONS)).toBeNull();
  });
});

describe('what files are weighed to be', () => {
  const store = memoryStore();
  beforeAll(async () => {
    await scanFolders(store, [join(projectRoot, 'fixtures/music')]);
    return () => store.close();
  });

  it.each([undefined, 128, 320])('is what they take, at %s kbit/s for cars', (mp3Bitrate) => {
    const library = libraryView(store, []);
    const weigh = weigherOf(library);
    const options = { ...NO_OPTIONS, ...(mp3Bitrate === undefined ? {} : { mp3Bitrate }) };
    for (const profile of ['car', 'plain'] as const) {
      const medium = { ...mp3Cd, profile };
      const mp3 = profile === 'car' ? (mp3Bitrate ?? 256) : null;
      expect(library.tracks.map((_, index) => weigh({ mp3 }, index))).toEqual(
        library.tracks.map((track) => sectorsOf(trackFile(track, medium, options).bytes)),
      );
    }
  });
});
