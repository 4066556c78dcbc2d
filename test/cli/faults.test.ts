/**
 * Troubles of the machine while workers are at work: a full disk, a disk that is read-only, a library that is gone, a clock that is set
 * back. Each is told, nothing is lost, and all is done as soon as its cause is gone, by the very worker that met it.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { itWith, runTool, tempDir } from '../outside.ts';
import { digests, halfWritten, mixpress, smallLibrary, startMixpress, unfinishedWork, writeText } from './mixpress.ts';
import { itOnDiskAsync } from './tmpfs.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const manifest = writeText(join(dir, 'orders.csv'), 'title,genre,duration', 'Jazz,Jazz,0:12', 'Test,Non-Music,0:06');
let whole: Readonly<Record<string, string>>;

beforeAll(() => {
  const out = join(dir, 'whole');
  expect(mixpress(join(dir, 'home-whole'), ['run', manifest, '--library', library, '--out', out]).code).toBe(0);
  whole = digests(out);
});

let worker: ChildProcess | null = null;
afterEach(() => void worker?.kill('SIGKILL'));

function submit(home: string, out: string, from = library): void {
  expect(mixpress(home, ['submit', manifest, '--library', from, '--out', out])).toMatchObject({ code: 0, stderr: '' });
}

/** Starts a worker that goes on until it is stopped; what it says on standard error is added to `said`. */
function startWorker(home: string): { said: string } {
  const heard = { said: '' };
  worker = startMixpress(home, ['worker']);
  worker.stderr!.on('data', (text) => (heard.said += String(text)));
  worker.stdout!.resume();
  return heard;
}

async function stopWorker(): Promise<void> {
  const ended = once(worker!, 'exit');
  worker!.kill('SIGTERM');
  expect(await ended).toEqual([130, null]);
}

/** Waits until an event of this kind is in the log, of an order or of the batch, and returns its data. */
async function eventOf(home: string, kind: string, of = 'order'): Promise<Readonly<Record<string, unknown>>> {
  const db = new Database(join(home, 'mixpress.db'), { readonly: true, timeout: 5000 });
  const whose = of === 'order' ? 'NOT NULL' : 'NULL';
  const find = db
    .prepare<[string], string>(`SELECT data FROM events WHERE kind = ? AND row IS ${whose} LIMIT 1`)
    .pluck();
  try {
    for (;;) {
      const data = find.get(kind);
      if (data !== undefined) return JSON.parse(data) as Record<string, unknown>;
      expect(worker!.exitCode).toBeNull();
      await wait(5);
    }
  } finally {
    db.close();
  }
}

/** Does something to a worker that has just begun with an order, before that goes on. */
async function whileStopped(home: string, act: () => void): Promise<void> {
  await eventOf(home, 'order-started');
  worker!.kill('SIGSTOP');
  act();
  worker!.kill('SIGCONT');
}

/** That the worker brings all to its end, now that nothing is in its way. */
async function expectMended(home: string, out: string): Promise<void> {
  await eventOf(home, 'batch-done', 'batch');
  await stopWorker();
  expectWhole(home, out);
}

function expectWhole(home: string, out: string): void {
  expect(digests(out)).toEqual(whole);
  expect(halfWritten(home, out)).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  const db = new Database(join(home, 'mixpress.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const sequences = db.prepare<[], number>('SELECT sequence FROM events ORDER BY sequence').pluck().all();
  db.close();
  expect(sequences).toEqual(sequences.map((_, i) => i + 1));
}

describe('a worker', () => {
  itOnDiskAsync('size=20m', 'waits for a full disk of bundles to have room', async (disk) => {
    const [home, out] = [join(dir, 'home-out'), join(disk.path, 'out')];
    submit(home, out);
    disk.remount('size=1m');
    startWorker(home);
    expect(await eventOf(home, 'order-retried')).toMatchObject({
      by: 'worker',
      reason: expect.stringMatching(/\.zip needs .* are free; free |needs [\d.]+ MB/),
    });
    disk.remount('size=20m');
    await expectMended(home, out);
  });

  itOnDiskAsync('size=20m', 'waits for a read-only disk of bundles to be writable', async (disk) => {
    const [home, out] = [join(dir, 'home-ro'), join(disk.path, 'out')];
    submit(home, out);
    disk.remount('ro');
    startWorker(home);
    expect(await eventOf(home, 'order-retried')).toMatchObject({ reason: expect.stringContaining('read-only') });
    disk.remount('rw');
    await expectMended(home, out);
  });

  itOnDiskAsync('size=20m', 'goes on when its database has room again', async (disk) => {
    const [home, out] = [join(disk.path, 'home'), join(dir, 'out-db')];
    submit(home, out);
    const heard = startWorker(home);
    const filler = join(disk.path, 'filler');
    await whileStopped(home, () => fill(filler));
    while (!/^warning: the database can't be used: .*\n/.test(heard.said)) await wait(5);
    rmSync(filler);
    await expectMended(home, out);
  });

  it('waits for a library that is gone to come back, from the first and in the midst of it', async () => {
    const [home, out] = [join(dir, 'home-lost'), join(dir, 'out-lost')];
    const [here, away] = [smallLibrary(join(dir, 'lent')), join(dir, 'away')];
    submit(home, out, here);
    renameSync(here, away);
    startWorker(home);
    const why = { reason: expect.stringContaining(here) as string };
    expect(await eventOf(home, 'order-retried', 'batch')).toMatchObject(why);
    renameSync(away, here);
    await whileStopped(home, () => renameSync(here, away));
    expect(await eventOf(home, 'order-retried')).toMatchObject(why);
    renameSync(away, here);
    await expectMended(home, out);
  });

  itWith(['faketime'], 'does at once what another one put off by a clock that was an hour ahead', async () => {
    const [home, out] = [join(dir, 'home-clock'), join(dir, 'out-clock')];
    submit(home, out);
    rmSync(out, { recursive: true });
    writeFileSync(out, 'in the way');
    // It would not hand the signals on to the program that it starts.
    const { stdout } = runTool('faketime', ['-f', '+1h', 'env']);
    const faked = Object.fromEntries([...stdout.matchAll(/^(LD_PRELOAD|FAKETIME)=(.*)$/gm)].map(([, k, v]) => [k, v]));
    worker = startMixpress(home, ['worker'], { ...faked, DONT_FAKE_MONOTONIC: '1' });
    await eventOf(home, 'order-retried');
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await ended;
    rmSync(out);
    expect(JSON.parse(mixpress(home, ['status', '--format', 'json']).stdout)).toMatchObject({ leftMs: null });
    expect(mixpress(home, ['worker', '--once'])).toMatchObject({ code: 0, stderr: '' });
    expect(mixpress(home, ['status'])).toMatchObject({ code: 0, stderr: '' });
    expectWhole(home, out);
    const times = eventTimes(home);
    expect(times.at(-1)! < Math.max(...times)).toBe(true);
  });
});

/** Fills the disk to its last byte. */
function fill(path: string): void {
  for (const size of [1 << 16, 1 << 12]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

function eventTimes(home: string): number[] {
  const db = new Database(join(home, 'mixpress.db'), { readonly: true });
  const times = db.prepare<[], string>('SELECT time FROM events ORDER BY sequence').pluck().all();
  db.close();
  return times.map((time) => Date.parse(time));
}
