import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoTime } from '../../src/base/clock.ts';
import { mp3Bytes } from '../../src/audio/mp3/encode-track.ts';
import { discLists } from '../../src/batch/disc-lists.ts';
import { planWith, type Plan } from '../../src/batch/produce.ts';
import { wishOf } from '../../src/batch/lists.ts';
import { choose, type Chosen } from '../../src/batch/steps/choose.ts';
import { toldOf } from '../../src/batch/chosen-list.ts';
import { weigherOf } from '../../src/batch/weigh-files.ts';
import { describeWhy } from '../../src/cli/reporters/why.ts';
import { discPlan } from '../../src/discs/data/disc-files.ts';
import { usableSectors } from '../../src/discs/iso/plan.ts';
import { NO_HISTORY } from '../../src/generate/history.ts';
import { poolOf } from '../../src/generate/pool.ts';
import { selector } from '../../src/generate/select.ts';
import { fileFacts } from '../../src/library/file-facts.ts';
import { libraryStore } from '../../src/library/library-store.ts';
import { NO_OPTIONS, type BatchOptions } from '../../src/model/batch.ts';
import type { DataDisc } from '../../src/model/disc.ts';
import { tableOf } from '../../src/model/track-table.ts';
import { trackFrames, type Track } from '../../src/model/track.ts';
import { memoryStore } from '../library/stored.ts';
import { makeTrack } from '../make-track.ts';
import { tempDir } from '../outside.ts';
import { makeOrders } from './make.ts';

const dir = tempDir();
const START = isoTime(0);

interface Sized extends Track {
  readonly bytes: number;
}

/** Tracks with files that take no room where they lie. */
function sized(count: number, bytesOf: (n: number) => number, facts: (n: number) => Partial<Track> = () => ({})): Sized[] {
  return Array.from({ length: count }, (_, n) => {
    const path = join(dir, `${n}-${bytesOf(n)}.flac`);
    writeFileSync(path, '');
    truncateSync(path, bytesOf(n));
    const names = { title: `Title ${n}`, artist: `Artist ${n % 90}`, album: '', path, relativePath: `${n}.flac` };
    const id = `t${String(n).padStart(5, '0')}`;
    return { ...makeTrack({ id, ...names, frames: 9000 + ((n * 7907) % 9001), ...facts(n) }), bytes: bytesOf(n) };
  });
}

/** What an order comes to, without audio. */
function plan(tracks: readonly Sized[], row: Record<string, unknown>, options: BatchOptions = NO_OPTIONS) {
  const [order] = makeOrders({ title: 'Träume', ...row });
  const table = tableOf(tracks);
  const index = new Map(table.ids.map((id, i) => [id, i]));
  const files = tracks.map((track) => [index.get(track.id)!, { ...track, sizeBytes: track.bytes }] as const);
  const select = selector(poolOf(table), weigherOf({ table, fileFacts: () => files }));
  const chosenBy = choose.plan({ ...wishOf(order!, options), select, history: NO_HISTORY, past: null });
  const { playlist, chosen, brief } = chosenBy;
  const whole = { ...playlist, tracks: playlist.tracks.map(({ id }) => table.track(index.get(id)!)) };
  const made = planWith(order!, { ...toldOf(chosen), playlist: whole }, options);
  const why = describeWhy({ brief, reasons: chosen.reasons, spentMs: 0 }, whole);
  return { ...made, chosen, why, disc: made.discs[0] as DataDisc };
}

/** Sectors that a disc has left before its padding, by what its writer writes. */
function roomOn(disc: DataDisc): number {
  return usableSectors(disc.medium.capacitySectors) - discPlan(disc, discLists).usedSectors;
}

describe('an order for a full disc of files', () => {
  it('fills a DVD with files as they are to its last sector', () => {
    const tracks = sized(600, (n) => 15_000_000 + ((n * 7_919_003) % 30_000_000));
    const { result, disc, chosen, why } = plan(tracks, { media: 'dvd+r', artistGap: '3', maxPerArtist: '4' });
    console.log(result, roomOn(disc), why.gapBytes, disc.tracks.length);
  });
  it('mp3', () => {
    const tracks = sized(600, () => 1);
    const t = Date.now();
    const { result, disc, chosen, why } = plan(tracks, { media: 'mp3-cd', duration: 'fill' });
    console.log(result, roomOn(disc), why, disc.tracks.length, Date.now() - t);
  });
});
