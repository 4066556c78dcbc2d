import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/audio/engine.ts';
import { isoTime } from '../../src/base/clock.ts';
import { AppError } from '../../src/base/errors.ts';
import type { Product } from '../../src/batch/produce.ts';
import { openPorts } from '../../src/batch/ports.ts';
import { previewer } from '../../src/batch/preview.ts';
import { planBatch } from '../../src/batch/run.ts';
import { submit } from '../../src/batch/submit.ts';
import { KNOWN_NAMES } from '../../src/batch/known-names.ts';
import { makeSubmission } from './make.ts';
import { scanFolders } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import { manifestColumns } from '../../src/manifest/columns/index.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import { WRITTEN_KINDS, writeManifest, type Cells, type WrittenKind } from '../../src/manifest/write.ts';
import { NO_OPTIONS } from '../../src/model/batch.ts';
import type { Order } from '../../src/model/order.ts';
import { playlistStore } from '../../src/playlists/playlist-store.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';
import { projectRoot, tempDir } from '../outside.ts';

const dir = tempDir();
let store: Store;
beforeAll(async () => {
  store = openScratchStore(join(dir, 'none'));
  await scanFolders(store, [join(projectRoot, 'fixtures/music')]);
  return () => store.close();
});

type Outcome = Pick<Product, 'playlist' | 'discs' | 'result'> | string;

/** The products of a batch that is submitted at `now` and planned, by row; for a failed order the reason. */
async function planned(orders: readonly Order[], now: number): Promise<Outcome[]> {
  const ports = openPorts({
    ...{ store, clock: () => now, engine: await openEngine('embedded'), tool: { name: 'mixpress', version: '0' } },
    ...{ workFolder: dir, outFolder: dir, signal: new AbortController().signal },
    watcher: {
      foretold: () => undefined,
      started: () => undefined,
      progress: () => undefined,
      finished: () => undefined,
    },
  });
  const batch = submit(makeSubmission(orders), ports);
  const library = libraryView(store, []);
  const run = await planBatch({ batch, orders, options: NO_OPTIONS, library, folder: dir }, ports);
  await ports.engine.close();
  return run.orders.map(({ row, reason }) => {
    const product = run.products.get(row);
    return product ? { playlist: product.playlist, discs: product.discs, result: product.result } : reason!;
  });
}

function previewed(orders: readonly Order[], now: number): Outcome {
  try {
    const { playlist, discs, result } = previewer(libraryView(store, []), playlistStore(store))(orders, isoTime(now));
    return { playlist, discs, result };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.message}; ${error.hint}`;
  }
}

function ordersOf(kind: WrittenKind, rows: readonly Cells[]): readonly Order[] {
  const text = writeManifest(kind, rows, manifestColumns(KNOWN_NAMES));
  const { orders, problems } = parseManifest(`m.${kind}`, Buffer.from(text), KNOWN_NAMES);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return orders;
}

const row = fc.record(
  {
    title: fc.constantFrom('A', 'a', 'Jazz, "late"', '=cmd()', 'Träume\n日本', "it's; |"),
    genre: fc.constantFrom('Jazz', 'Classical', 'Jazz|Classical', 'Polka'),
    duration: fc.constantFrom('1:00', '3m', '90s', 'fill', '0:07'),
    media: fc.constantFrom('cd-21', 'cd-80'),
    order: fc.constantFrom('smooth', 'arc', 'as-is'),
    artistGap: fc.constantFrom('1', '30s'),
    maxPerArtist: fc.constantFrom('1', '2'),
    rules: fc.constantFrom('radio-separation', 'us-performance-complement'),
    freshDays: fc.constantFrom('1', '30'),
    seed: fc.nat().map(String),
  },
  { requiredKeys: ['title'] },
) as fc.Arbitrary<Cells>;

describe('a preview', () => {
  it('is what a run of the written manifest makes, to the disc', async () => {
    let now = Date.UTC(2026, 0, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...WRITTEN_KINDS),
        async (rows, kind) => {
          // What was made before counts for freshDays; so no batch may be one that was made.
          now += 3_600_000;
          const fresh = rows.map((cells) => ({ ...cells, notes: String(now) }));
          const previews = fresh.map((_, i) => previewed(ordersOf('csv', fresh.slice(0, i + 1)), now));
          expect(await planned(ordersOf(kind, fresh), now)).toEqual(previews);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['mp3-cd', 'dvd+r'])('is that for a full %s too', async (media) => {
    const orders = ordersOf('csv', [{ title: 'Full', media, duration: 'fill', notes: 'data' }]);
    const now = Date.UTC(2027, 0, 1);
    const preview = previewed(orders, now);
    expect(preview).toMatchObject({ result: { state: 'short', wantedMs: null, gapMs: null, discs: 1 } });
    expect(await planned(orders, now)).toEqual([preview]);
  });

  it('stores nothing', () => {
    const before = playlistStore(store).list();
    previewed(ordersOf('csv', [{ title: 'Nobody has this title yet', duration: '1:00' }]), 0);
    expect(playlistStore(store).list()).toEqual(before);
  });
});
