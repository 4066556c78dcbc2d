import { describe, expect, it } from 'vitest';
import type { AudioEngine } from '../../src/audio/engine.ts';
import { openPorts, type Ports } from '../../src/batch/ports.ts';
import { planBatch, type PlannedBatch } from '../../src/batch/run.ts';
import { submit } from '../../src/batch/submit.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { KNOWN_NAMES } from '../../src/batch/known-names.ts';
import { libraryOf } from './library-of.ts';
import { makeSubmission } from './make.ts';
import { NO_OPTIONS, type BatchOptions } from '../../src/model/batch.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { makeTrack } from '../make-track.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const tracks = Array.from({ length: 200 }, (_, n) =>
  makeTrack({
    id: `t${String(n).padStart(4, '0')}`,
    relativePath: `${n}.flac`,
    path: `/music/${n}.flac`,
    title: `Title ${n}`,
    artist: `Artist ${n % 50}`,
    album: '',
    genres: [n < 120 ? 'Jazz' : 'Rock'],
    frames: 9000 + ((n * 7907) % 9001),
  }),
);

function openBatch(): Ports {
  return openPorts({
    store: openScratchStore(`${dir}/none.db`),
    clock: () => Date.UTC(2026, 0, 1),
    // A dry run decodes nothing.
    engine: undefined as unknown as AudioEngine,
    tool: { name: 'mixpress', version: 'test' },
    workFolder: dir,
    outFolder: dir,
    signal: new AbortController().signal,
    watcher: { foretold: () => {}, started: () => {}, progress: () => {}, finished: () => {} },
  });
}

/** Plans a manifest of these rows. */
async function plan(
  rows: readonly Record<string, unknown>[],
  ports = openBatch(),
  options: BatchOptions = NO_OPTIONS,
  library = libraryOf(tracks),
): Promise<PlannedBatch> {
  const { orders, problems } = parseManifest('o.json', Buffer.from(JSON.stringify(rows)), KNOWN_NAMES);
  expect(problems).toEqual([]);
  const batch = submit(makeSubmission(orders, { options }), ports);
  return planBatch({ batch, orders, options, library, folder: dir }, ports);
}

const base = { title: 'Base', genre: 'Jazz', duration: '74:00', maxPerArtist: 1 };
const idsOf = (result: PlannedBatch, row: number): string[] =>
  result.products.get(row)!.playlist.tracks.map(({ id }) => id);

describe('a clone that is varied', () => {
  it('keeps its share of another order, chooses the rest by its rules, and has its own id', async () => {
    const ports = openBatch();
    const result = await plan([base, { title: 'Again', clone: 'Base', vary: '30%' }], ports);
    const [source, clone] = [idsOf(result, 1), idsOf(result, 2)];
    const kept = clone.filter((id) => source.includes(id));
    expect(kept).toHaveLength(source.length - Math.round(source.length * 0.3));
    for (const id of kept) expect(clone.indexOf(id)).toBe(source.indexOf(id));

    const [made, again] = result.orders;
    expect(again).toMatchObject({ state: 'done', warnings: [], changes: [], wantedMs: made!.lengthMs });
    expect(again!.gapMs).toBeGreaterThanOrEqual(0);
    expect(again!.playlist).not.toBe(made!.playlist);
    const { playlist } = result.products.get(2)!;
    expect(playlist.clonedFrom).toBe(made!.playlist);
    for (const track of playlist.tracks) expect(track.genres).toEqual(['Jazz']);
    expect(new Set(playlist.tracks.map(({ artist }) => artist)).size).toBe(playlist.tracks.length);

    const why = ports.playlists.why(playlist.id)!;
    expect(why.brief.rules).toEqual(ports.playlists.why(made!.playlist!)!.brief.rules);
    expect(why.reasons.seed).toBe(again!.seed);
    expect(why.varied!.kept).toHaveLength(kept.length);
    expect(why.varied!.takenOut.map(({ id }) => id)).toEqual(source.filter((id) => !clone.includes(id)));
  });

  it('is the same when the batch is run again, and when it is made anew', async () => {
    const rows = [base, { title: 'Again', clone: 'Base', vary: 50, seed: 9 }];
    const ports = openBatch();
    const first = await plan(rows, ports);
    expect((await plan(rows, ports)).orders).toEqual(first.orders);
    expect((await plan(rows)).orders).toEqual(first.orders);
    const other = await plan([base, { title: 'Again', clone: 'Base', vary: 50, seed: 10 }]);
    expect(idsOf(other, 2)).not.toEqual(idsOf(first, 2));
  });

  it('takes its own columns before those of the source', async () => {
    const row = { title: 'Rocky', clone: 'Base', vary: 40, genre: 'Rock', duration: '60:00' };
    const result = await plan([base, row]);
    const source = idsOf(result, 1);
    const fresh = result.products.get(2)!.playlist.tracks.filter(({ id }) => !source.includes(id));
    expect(fresh.length).toBeGreaterThan(0);
    for (const { genres } of fresh) expect(genres).toEqual(['Rock']);
    expect(result.orders[1]!.lengthMs).toBeLessThanOrEqual(3_600_000);
  });

  it('finds the rules of a stored playlist behind its copy', async () => {
    const ports = openBatch();
    await plan([base, { title: 'Copy', clone: 'Base' }], ports);
    const result = await plan([{ title: 'Varied', clone: 'Copy', vary: 100 }], ports);
    for (const { genres } of result.products.get(1)!.playlist.tracks) expect(genres).toEqual(['Jazz']);
  });

  it('takes nothing anew that other lists of the batch have, where that is asked for', async () => {
    const rows = [
      base,
      { ...base, title: 'Other' },
      { title: 'V', clone: 'Base', vary: 50 },
      { title: 'W', clone: 'Base', vary: 50 },
    ];
    const result = await plan(rows, openBatch(), { ...NO_OPTIONS, distinct: 1 });
    const source = idsOf(result, 1);
    const fresh = [3, 4].flatMap((row) => idsOf(result, row).filter((id) => !source.includes(id)));
    expect(new Set(fresh).size).toBe(fresh.length);
    expect(fresh.filter((id) => idsOf(result, 2).includes(id))).toEqual([]);
  });

  it('waits where the audio of its source is missing', async () => {
    const ports = openBatch();
    const { products } = await plan([base], ports);
    const lost = products.get(1)!.playlist.tracks[0]!.id;
    const rest = libraryOf(tracks.filter(({ id }) => id !== lost));
    const [order] = (await plan([{ title: 'V', clone: 'Base', vary: 10 }], ports, NO_OPTIONS, rest)).orders;
    expect(order).toMatchObject({ state: 'waiting', playlist: null });
  });

  it('that has nothing else to take is short, and says so', async () => {
    const few = libraryOf(tracks.slice(0, 5));
    const rows = [
      { title: 'All', duration: '20:00' },
      { title: 'V', clone: 'All', vary: 50, seed: 1 },
    ];
    const [all, varied] = (await plan(rows, openBatch(), NO_OPTIONS, few)).orders;
    expect(all!.state).toBe('short');
    expect(varied!.state).toBe('short');
    expect(varied!.reason).toMatch(/^wanted .* are kept no more than .* was found/);
    expect(varied!.changes).toEqual([{ column: 'duration', to: expect.any(String) as string }]);
  });
});

describe('an order that fails or comes out short', () => {
  it('tells the changes that would each be enough', async () => {
    const rows = [
      { title: 'Short', genre: 'Jazz', duration: '99:00:00' },
      { title: 'None', genre: 'Jazz', year: '1990', duration: '10:00' },
      { title: 'Fine', genre: 'Jazz', duration: '10:00' },
    ];
    const [short, none, fine] = (await plan(rows)).orders;
    expect(short!.changes.at(-1)).toEqual({ column: 'duration', to: expect.any(String) as string });
    expect(none).toMatchObject({ state: 'failed', changes: [{ column: 'year', to: '' }] });
    expect(fine).toMatchObject({ state: 'done', changes: [] });
  });

  it('names the rules that would have to give way, and that is enough', async () => {
    const two = libraryOf(tracks.slice(0, 60).map((track, n) => ({ ...track, artist: `A${n % 2}` })));
    const row = { title: 'Apart', duration: '30:00', artistGap: 3, relax: 'none' };
    const [short] = (await plan([row], openBatch(), NO_OPTIONS, two)).orders;
    expect(short).toMatchObject({ state: 'short', reason: expect.stringContaining('may not give way') as string });
    expect(short!.changes.map(({ column }) => column)).toEqual(['relax', 'duration']);
    for (const { column, to } of short!.changes) {
      const [mended] = (await plan([{ ...row, [column]: to }], openBatch(), NO_OPTIONS, two)).orders;
      expect(mended!.state, column).toBe('done');
    }
  });
});
