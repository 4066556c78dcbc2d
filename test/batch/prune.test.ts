import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loudnessStore } from '../../src/audio/loudness-store.ts';
import { isoTime } from '../../src/base/clock.ts';
import { queuedResult } from '../../src/batch/batch-store.ts';
import { BUNDLE_MADE } from '../../src/batch/bundle-made.ts';
import type { Desk } from '../../src/batch/desk.ts';
import { planPruning, prune, type PruneWish } from '../../src/batch/prune.ts';
import { receiptStore } from '../../src/batch/receipt-store.ts';
import { submit } from '../../src/batch/submit.ts';
import { bundleName } from '../../src/bundle/name.ts';
import { stampOf } from '../../src/bundle/place.ts';
import { outboxStore } from '../../src/delivery/outbox-store.ts';
import type { DeliveryResult } from '../../src/model/batch.ts';
import { takeLock } from '../../src/store/lock.ts';
import { makeTrack } from '../make-track.ts';
import { putTracks } from '../library/stored.ts';
import { tempDir } from '../outside.ts';
import { makeOrders, makeSubmission } from './make.ts';
import { memoryDesk } from './queue.ts';

const DAY_MS = 86_400_000;
const root = tempDir();
let count = 0;
let out = '';
let folders = { work: '', unpacked: '', locks: '' };
const time = { ms: 0 };
let desk: Desk;

beforeEach(() => {
  const home = join(root, String(++count));
  out = join(home, 'out');
  folders = { work: join(home, 'work'), unpacked: join(home, 'unpacked'), locks: join(home, 'locks') };
  for (const folder of [out, ...Object.values(folders)]) mkdirSync(folder, { recursive: true });
  time.ms = 1_700_000_000_000;
  desk = memoryDesk(time);
});

const days = (n: number): void => {
  time.ms += n * DAY_MS;
};

function write(path: string, bytes: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(bytes));
  utimesSync(path, time.ms / 1000, time.ms / 1000);
  return path;
}

/** A bundle that we made today. */
async function makeBundle(name: string, bytes: number): Promise<string> {
  const path = write(join(out, name), bytes);
  receiptStore(desk.store).put(BUNDLE_MADE, path, [await stampOf(path)], isoTime(time.ms), null);
  return path;
}

/** A batch of one order that was submitted today, and has made this bundle if it is finished. */
function makeBatch(title: string, bundle: string | null, deliveries: readonly DeliveryResult[] = []): string {
  const orders = makeOrders({ title });
  const batch = submit(makeSubmission(orders, { outFolder: out }), desk);
  if (bundle === null) return batch;
  for (const row of desk.jobs.open(batch)) desk.jobs.remove({ batch, row });
  desk.batches.setResult(batch, { ...queuedResult(orders[0]!), state: 'done', bundle, deliveries });
  desk.batches.setState(batch, 'done');
  return batch;
}

const plan = (wish: Partial<PruneWish> = {}) =>
  planPruning({ beforeMs: time.ms - 30 * DAY_MS, bundles: { kind: 'age' }, ...wish }, folders, desk);
const keeping = (keepBytes: number) => plan({ bundles: { kind: 'size', keepBytes } });
const paths = (files: readonly { readonly path: string }[]): string[] => files.map(({ path }) => path);

describe('bundles', () => {
  it('go with their batch once that is old, if they are asked for; what was made since stays', async () => {
    const old = await makeBundle('old-1.zip', 10);
    const batch = makeBatch('Old', old);
    days(31);
    const young = await makeBundle('young-1.zip', 20);
    makeBatch('Young', young);
    expect(await plan({ bundles: { kind: 'none' } })).toMatchObject({ batches: [{ batch }], bundles: [] });
    const found = await plan();
    expect(found.bundles).toMatchObject([{ path: old, bytes: 10 }]);
    expect(existsSync(old)).toBe(true);
    expect(await prune(found, desk)).toEqual([]);
    expect(readdirSync(out)).toEqual(['young-1.zip']);
    expect(desk.batches.find(batch)).toBeNull();
    expect(await plan()).toMatchObject({ batches: [], bundles: [], receipts: [] });
  });

  it('stay where a younger batch speaks of them', async () => {
    const shared = await makeBundle('shared-1.zip', 10);
    makeBatch('One', shared);
    days(31);
    makeBatch('Two', shared);
    expect((await plan()).bundles).toEqual([]);
  });

  it('stay as far as the newest fit, and older ones go, however small', async () => {
    const all: string[] = [];
    for (const bytes of [1, 50, 40, 30]) {
      all.push(await makeBundle(`b${bytes}-1.zip`, bytes));
      days(1);
    }
    const [tiny, older, newer, newest] = all as [string, string, string, string];
    expect(paths((await keeping(121)).bundles)).toEqual([]);
    expect(paths((await keeping(120)).bundles)).toEqual([tiny]);
    expect(paths((await keeping(100)).bundles)).toEqual([older, tiny]);
    expect(paths((await keeping(0)).bundles)).toEqual([newest, newer, older, tiny]);
    await prune(await keeping(75), desk);
    expect(readdirSync(out).sort()).toEqual(['b30-1.zip', 'b40-1.zip']);
  });

  it('that somebody has changed are not ours, and their receipts go', async () => {
    const changed = await makeBundle('changed-1.zip', 10);
    const gone = await makeBundle('gone-1.zip', 10);
    const away = join(out, 'unmounted', 'x-1.zip');
    receiptStore(desk.store).put(BUNDLE_MADE, away, [{ bytes: 1, writtenAt: '1' }], isoTime(time.ms), null);
    await prune({ ...(await plan()), bundles: [{ path: gone, ...(await stampOf(gone))! }] }, desk);
    days(31);
    write(changed, 11);
    const found = await keeping(0);
    expect(found).toMatchObject({ bundles: [], receipts: [changed] });
    await prune(found, desk);
    expect(existsSync(changed)).toBe(true);
    expect(receiptStore(desk.store).ofStep(BUNDLE_MADE)).toMatchObject([{ key: away }]);
  });

  it('are left alone where they change between the look and the removal', async () => {
    const path = await makeBundle('late-1.zip', 10);
    const found = await keeping(0);
    write(path, 12);
    await prune(found, desk);
    expect(existsSync(path)).toBe(true);
  });

  it('that an unfinished batch needs stay, those too that it may be about to use', async () => {
    const own = await makeBundle(`${bundleName('Open', '11111111')}.zip`, 10);
    const other = await makeBundle(`${bundleName('Open Air', '11111111')}.zip`, 10);
    makeBatch('Open', null);
    days(31);
    const found = await keeping(5);
    expect(paths(found.bundles)).toEqual([other]);
    expect(found.kept).toMatchObject([{ path: own, reason: 'a batch that is not finished needs it' }]);
  });

  it('stay until they are wherever they were to be delivered', async () => {
    const file = await makeBundle('sent-1.zip', 10);
    const stamp = (await stampOf(file))!;
    makeBatch('Sent', file, [{ target: 'file:///a', delivered: false, reason: 'no' }]);
    const outbox = outboxStore(desk.store, desk.clock);
    days(31);
    expect((await keeping(0)).kept).toMatchObject([{ reason: 'it is not delivered to file:///a yet' }]);
    expect((await plan()).bundles).toEqual([]);
    const local = { path: file, name: 'sent-1.zip', ...stamp, sha256: 'x' };
    outbox.settle(outbox.intend(local, 'file:///a', {}).key, { by: 'sha256', found: false } as never);
    expect(paths((await keeping(0)).bundles)).toEqual([file]);
    const { key } = outbox.intend(local, 'file:///b', {});
    expect((await keeping(0)).bundles).toEqual([]);
    outbox.fail(key, 'no', null);
    expect((await plan()).kept).toMatchObject([{ reason: 'it is not delivered to file:///b yet' }]);
  });

  it('that are folders go as a whole, unless a file was put into them', async () => {
    const folder = join(out, 'tree-1');
    write(join(folder, 'disc-1', 'a.wav'), 7);
    receiptStore(desk.store).put(BUNDLE_MADE, folder, [await stampOf(folder)], isoTime(time.ms), null);
    expect((await keeping(0)).bundles).toMatchObject([{ path: folder, bytes: 7 }]);
    write(join(folder, 'mine.txt'), 1);
    expect((await keeping(0)).bundles).toEqual([]);
  });
});

describe('caches', () => {
  it('of batches that are not there, or go, are removed; those of others stay', async () => {
    const old = makeBatch('Old', join(out, 'x-1.zip'));
    days(31);
    const open = makeBatch('Open', null);
    for (const batch of [old, open, 'unknown']) write(join(folders.work, batch, 'p', 'disc-1.wav'), 5);
    const found = await plan();
    expect(found.caches.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['work', 5],
      ['work', 5],
    ]);
    await prune(found, desk);
    expect(readdirSync(folders.work)).toEqual([open]);
  });

  it('are the partial files of processes that are no more, once they are old', async () => {
    await makeBundle('x-1.zip', 1);
    const [dead, own] = [`.x.partial-${2 ** 30}-1`, `.x.partial-${process.ppid}-1`];
    for (const name of [dead, own, 'x.partial-1-1']) write(join(out, name), 3);
    write(join(folders.unpacked, dead, 'a'), 4);
    utimesSync(join(folders.unpacked, dead), time.ms / 1000, time.ms / 1000);
    expect((await plan()).caches).toEqual([]);
    days(31);
    const found = await plan({ bundles: { kind: 'none' } });
    expect(found.caches.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['partial', 3],
      ['partial', 4],
    ]);
    await prune(found, desk);
    expect(readdirSync(out).sort()).toEqual([own, 'x-1.zip', 'x.partial-1-1'].sort());
  });

  it('are the locks of what is done, unless somebody holds them', async () => {
    const open = makeBatch('Open', null);
    const names = [open, 'gone', 'held', 'delivery-none', 'worker-7', 'webhook-x'];
    for (const name of names) {
      takeLock(join(folders.locks, `${name}.lock`))!.release();
      utimesSync(join(folders.locks, `${name}.lock`), 1, 1);
    }
    write(join(folders.locks, 'note.txt'), 1);
    const held = takeLock(join(folders.locks, 'held.lock'))!;
    await prune(await plan(), desk);
    held.release();
    const left = [open, 'held', 'webhook-x'].map((name) => `${name}.lock`);
    expect(readdirSync(folders.locks).sort()).toEqual([...left, 'note.txt'].sort());
  });

  it('are done deliveries that no batch asked for, and loudness of tracks that are forgotten', async () => {
    const outbox = outboxStore(desk.store, desk.clock);
    const open = makeBatch('Open', null);
    const file = { name: 'a', path: '/a', bytes: 1, sha256: 'a', writtenAt: '1' };
    const orders = [null, { batch: open, row: 1 }, { batch: 'gone', row: 1 }];
    const keys = orders.map((order, i) => outbox.intend(file, `file:///${i}`, { order }).key);
    for (const key of keys) outbox.settle(key, {} as never);
    outbox.intend(file, 'file:///waits', {});
    const track = makeTrack();
    putTracks(desk.store, [track]);
    const loudness = loudnessStore(desk.store);
    for (const id of [track.id, 'forgotten']) loudness.save(id, 'e', { blocks: [], truePeak: 1 });
    expect(await plan()).toMatchObject({ deliveries: [], loudness: 1 });
    days(31);
    const found = await plan();
    expect(found.deliveries).toHaveLength(2);
    await prune(found, desk);
    expect(outbox.list().map(({ target }) => target)).toEqual(['file:///1', 'file:///waits']);
    expect([track.id, 'forgotten'].map((id) => loudness.find(id, 'e') !== null)).toEqual([true, false]);
  });
});
