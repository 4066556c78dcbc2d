import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AudioEngine } from '../../src/audio/engine.ts';
import { briefOf, pauseFramesFor } from '../../src/batch/brief.ts';
import { openPorts } from '../../src/batch/ports.ts';
import { planBatch } from '../../src/batch/run.ts';
import { submit } from '../../src/batch/submit.ts';
import { findMedium } from '../../src/discs/media/index.ts';
import { PLAIN_AUDIO } from '../../src/model/audio-options.ts';
import { NO_OPTIONS, type BatchOptions } from '../../src/model/batch.ts';
import type { AudioDisc } from '../../src/model/disc.ts';
import { limitsOf } from '../../src/model/medium-limits.ts';
import { openScratchStore } from '../../src/store/store.ts';
import { makeTrack } from '../make-track.ts';
import { tempDir } from '../outside.ts';
import { libraryOf } from './library-of.ts';
import { makeOrders, makeSubmission } from './make.ts';

const dir = tempDir();
const tracks = Array.from({ length: 120 }, (_, n) =>
  makeTrack({
    ...{ id: `t${String(n).padStart(4, '0')}`, relativePath: `${n}.flac`, path: `/music/${n}.flac` },
    ...{ title: `Title ${n}`, artist: `Artist ${n}`, album: '', frames: 9000 + ((n * 7907) % 9001) },
  }),
);

/** What the orders of these rows come to, without audio. */
async function plan(rows: readonly Record<string, unknown>[], options: BatchOptions = NO_OPTIONS) {
  const orders = makeOrders(...rows);
  const store = openScratchStore(`${dir}/none.db`);
  const ports = openPorts({
    store,
    clock: () => Date.UTC(2026, 0, 1),
    // A dry run decodes nothing.
    engine: undefined as unknown as AudioEngine,
    tool: { name: 'mixpress', version: 'test' },
    ...{ workFolder: dir, outFolder: dir, signal: new AbortController().signal },
    watcher: { foretold: () => {}, started: () => {}, progress: () => {}, finished: () => {} },
  });
  const batch = submit(makeSubmission(orders, { options }), ports);
  const run = await planBatch({ batch, orders, options, library: libraryOf(tracks), folder: dir }, ports);
  store.close();
  const discsOf = (row: number) =>
    (run.products.get(row)?.discs ?? []).filter((disc): disc is AudioDisc => disc.kind === 'audio');
  return run.orders.map((result) => ({ result, discs: discsOf(result.row) }));
}

describe('pauses between tracks', () => {
  it('count in the length: a medium is filled to its last frame, and a wanted length is met with them', async () => {
    const [filled, wanted] = await plan([
      { duration: 'fill', media: 'cd-74', pause: '2s' },
      { duration: '40:00', pause: '0:03.2' },
    ]);
    expect(filled!.discs.map(({ frames }) => frames)).toEqual([333_000]);
    expect(filled!.result).toMatchObject({ state: 'done', gapMs: 0, lengthMs: 4_440_000 });
    expect(wanted!.discs.map(({ frames }) => frames)).toEqual([180_000]);
    expect(wanted!.discs[0]!.tracks.slice(1).every(({ pregapFrames }) => pregapFrames === 240)).toBe(true);
    expect(wanted!.result).toMatchObject({ state: 'done', gapMs: 0, lengthMs: 2_400_000 });
  });

  it('are those of the row, else those of the batch, else none', () => {
    const pauseOf = (pause: unknown, pauseMs?: number) =>
      pauseFramesFor(
        makeOrders({ pause })[0]!,
        pauseMs === undefined ? NO_OPTIONS : { ...NO_OPTIONS, audio: { ...PLAIN_AUDIO, pauseMs } },
      );
    expect([pauseOf('2s'), pauseOf('2s', 1000), pauseOf('0s', 1000), pauseOf('', 1000), pauseOf('')]).toEqual([
      150, 150, 0, 75, 0,
    ]);
  });

  it('leave a clone as many tracks as play in its length with them', async () => {
    const rows = [
      { title: 'Base', duration: '30:00' },
      { title: 'Copy', clone: 'Base', duration: '30:00', pause: '10s' },
    ];
    const [base, copy] = await plan(rows);
    expect(copy!.result.tracks).toBeLessThan(base!.result.tracks);
    expect(copy!.result.lengthMs).toBeLessThanOrEqual(1_800_000);
  });

  it('keep a varied clone to the length of its source, pauses counted', async () => {
    const rows = [
      { title: 'Base', duration: '30:00', pause: '2s' },
      { title: 'Other', clone: 'Base', vary: '40%', pause: '2s' },
    ];
    const [base, other] = await plan(rows);
    expect(other!.result.state).toBe('done');
    expect(other!.result.lengthMs).toBeLessThanOrEqual(base!.result.lengthMs);
    expect(base!.result.lengthMs - other!.result.lengthMs).toBeLessThan(2000);
  });

  it('never put a disc over its capacity, whatever they are', async () => {
    const pause = fc.integer({ min: 0, max: 60_000 }).map((ms) => `${ms / 1000}s`);
    const split = fc.constantFrom('in-order', 'balanced', 'packed');
    const duration = fc.integer({ min: 60, max: 9000 }).map((s) => `${s}s`);
    await fc.assert(
      fc.asyncProperty(fc.record({ pause, split, duration }), async (row) => {
        const [{ discs, result }] = (await plan([row])) as [Awaited<ReturnType<typeof plan>>[number]];
        for (const { frames, medium } of discs) expect(frames).toBeLessThanOrEqual(medium.capacityFrames);
        if (result.gapMs !== null) expect(result.gapMs).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 15 },
    );
  });

  it('do not change what a list without them asks for', () => {
    const [order] = makeOrders({ duration: '30:00' });
    expect(briefOf(order!, 135_000, limitsOf(findMedium('cd-80')), NO_OPTIONS)).not.toHaveProperty('pauseFrames');
  });
});
