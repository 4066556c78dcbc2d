/** The queue as its users have it: submit, worker, watch, cancel, retry, and what happens to workers. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchEvent } from '../../src/model/batch.ts';
import { tempDir } from '../outside.ts';
import {
  digests,
  fixture,
  halfWritten,
  mixpress,
  ordersOf,
  smallLibrary,
  startMixpress,
  unfinishedWork,
  writeText,
  type Run,
} from './mixpress.ts';
import { Database } from '../../src/store/sqlite.ts';

const dir = tempDir();
const library = smallLibrary(join(dir, 'music'));
const header = 'title,genre,duration,clone,priority';
const rows = ['One,Jazz,0:12,,', 'Two,Non-Music,0:06,,', 'Three,,,One,', 'Four,Stage & Screen,0:06,,'];
const numbers = rows.map((_, i) => i + 1);
const manifest = writeText(join(dir, 'orders.csv'), header, ...rows);
let whole: Readonly<Record<string, string>>;

/** Submits a manifest, the common one unless told, and returns the id of its batch. */
function submit(home: string, out: string, ...more: string[]): string {
  const [first, ...rest] = more[0]?.startsWith('--') === false ? more : [manifest, ...more];
  const run = mixpress(home, ['submit', first!, '--library', library, '--out', out, '--no-insert', ...rest]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout.trim();
}

/** The log of a batch, by default of the newest one, as it is stored. */
function eventsOf(home: string, batch?: string): BatchEvent[] {
  const db = new Database(join(home, 'mixpress.db'), { readonly: true, timeout: 5000 });
  try {
    const newest = db.prepare<[], string>('SELECT id FROM batches ORDER BY submitted_at DESC LIMIT 1').pluck();
    const rows = db
      .prepare<[string], BatchEvent & { data: unknown }>(
        'SELECT batch_id AS batch, sequence, time, kind, row, data FROM events WHERE batch_id = ? ORDER BY sequence',
      )
      .all(batch ?? newest.get()!);
    return rows.map((row) => ({ ...row, data: JSON.parse(String(row.data)) as BatchEvent['data'] }));
  } finally {
    db.close();
  }
}

const parseLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** Waits until the database of a workspace answers a query with a row. */
async function until(home: string, query: string): Promise<void> {
  const path = join(home, 'mixpress.db');
  while (!existsSync(path)) await turn();
  const db = new Database(path, { readonly: true, timeout: 5000 });
  try {
    while (!answers(db, query)) await turn();
  } finally {
    db.close();
  }
}

function answers(db: BetterSqlite3.Database, query: string): boolean {
  try {
    return db.prepare(query).get() !== undefined;
  } catch {
    return false; // The tables are not there yet.
  }
}

/** Stops a worker in the midst of a job, while it writes nothing to its database, which else nobody could any more. */
async function stopBetweenWrites(child: ChildProcess, home: string): Promise<void> {
  const db = new Database(join(home, 'mixpress.db'), { timeout: 0 });
  const isMidway = (): boolean => {
    try {
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
      return answers(db, "SELECT 1 FROM jobs WHERE state = 'taken'");
    } catch {
      return false;
    }
  };
  try {
    while (child.exitCode === null) {
      child.kill('SIGSTOP');
      while (!/^State:\tT/m.test(readFileSync(`/proc/${child.pid}/status`, 'utf8'))) await turn();
      if (isMidway()) return;
      child.kill('SIGCONT');
      await turn();
    }
  } finally {
    db.close();
  }
}

/** What a started command said, and how it ended. */
async function endOf(child: ChildProcess): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]!.on('data', (text) => (said[name] += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** That all is made, once each, to the bytes of an undisturbed run, and that the log tells so. */
function expectWhole(home: string, out: string, batch: string): BatchEvent[] {
  expect(digests(out)).toEqual(whole);
  expect(halfWritten(home, out)).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  const events = eventsOf(home, batch);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
  for (const kind of ['order-started', 'order-done', 'bundle-packed', 'disc-mastered', 'disc-laid-out']) {
    const told = events.filter((event) => event.kind === kind).map(({ row }) => row);
    expect(told.sort(), kind).toEqual(numbers);
  }
  expect(events.filter(({ kind }) => kind === 'batch-done')).toHaveLength(1);
  expect(events.at(-1)!.kind).toBe('batch-done');
  const db = new Database(join(home, 'mixpress.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(0);
  db.close();
  return events;
}

const onLinux = it.runIf(existsSync('/proc/self/status'));

beforeAll(() => {
  const out = join(dir, 'whole');
  expect(
    mixpress(join(dir, 'home-whole'), ['run', manifest, '--library', library, '--out', out, '--no-insert']).code,
  ).toBe(0);
  whole = digests(out);
  expect(Object.keys(whole)).toHaveLength(rows.length);
});

describe('submit and worker', () => {
  const [home, out] = [join(dir, 'home'), join(dir, 'out')];

  it('make what run makes, and tell how it stands all the way', () => {
    const batch = submit(home, out);
    expect(batch).toMatch(/^[0-9a-z]{16}$/);
    const status = (): Run => mixpress(home, ['status', '--format', 'json']);
    expect(status().code).toBe(4);
    expect(JSON.parse(status().stdout)).toMatchObject({
      batch,
      state: 'queued',
      percent: 0,
      leftMs: null,
      counts: { queued: 4 },
    });
    const worked = mixpress(home, ['worker', '--once', '--jobs', '2', '--format', 'ndjson']);
    expect(worked).toMatchObject({ code: 0, stderr: '' });
    const told = parseLines<{ batch: string; row: number; state: string }>(worked.stdout);
    expect(told.map(({ row }) => row).sort()).toEqual(numbers);
    expect(new Set(told.map(({ batch, state }) => `${batch} ${state}`))).toEqual(new Set([`${batch} done`]));
    expectWhole(home, out, batch);
    expect(status().code).toBe(0);
    expect(JSON.parse(status().stdout)).toMatchObject({ state: 'done', percent: 100, counts: { done: 4 } });
  });

  it('do nothing twice, unless it is asked for', () => {
    const before = eventsOf(home);
    const batch = submit(home, out);
    expect(batch).toBe(before[0]!.batch);
    expect(mixpress(home, ['worker', '--once'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(eventsOf(home)).toEqual(before);
    const again = submit(home, out, '--again');
    expect(again).not.toBe(batch);
    expect(mixpress(home, ['worker', '--once', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(mixpress(home, ['status', again]).code).toBe(0);
    const list = JSON.parse(mixpress(home, ['list', '--format', 'json']).stdout) as unknown[];
    expect(list).toMatchObject([
      { batch: again, state: 'done', orders: 4, done: 4 },
      { batch, state: 'done' },
    ]);
    expect(digests(out)).toEqual(whole);
  });

  it('take orders from a pipe, the most urgent first', () => {
    const home = join(dir, 'home-rush');
    const words = ['--library', library, '--out', join(dir, 'out-rush'), '--no-insert'];
    const low = mixpress(home, ['submit', '-', ...words, '--priority', 'low'], {
      input: 'title,genre\nLow,Jazz\nUrgent,Jazz\n',
    });
    expect(low).toMatchObject({ code: 0, stderr: '' });
    const rush = { input: '[{"title":"Soon","genre":"Jazz"},{"title":"At once","genre":"Jazz","priority":"rush"}]' };
    expect(mixpress(home, ['submit', '-', ...words], rush)).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = mixpress(home, ['worker', '--once', '--format', 'ndjson']);
    expect(parseLines<{ title: string }>(stdout).map(({ title }) => title)).toEqual([
      'At once',
      'Soon',
      'Low',
      'Urgent',
    ]);
    expect(mixpress(home, ['submit', '-', ...words, '--priority', 'rsuh'], rush).stderr).toContain(
      'did you mean rush?',
    );
  });

  it('say what is wrong with a manifest as run does, and store nothing', () => {
    const home = join(dir, 'home-wrong');
    const wrong = writeText(join(dir, 'wrong.csv'), 'title,duration', 'A,soon');
    const run = mixpress(home, ['submit', wrong, '--out', out, '--no-insert']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('"soon" is not a length');
    expect(existsSync(home)).toBe(false);
    expect(mixpress(home, ['submit', manifest]).stderr).toContain('where should the bundles go?');
  });
});

describe('where there is no batch', () => {
  it.each([['status'], ['list'], ['watch'], ['cancel', 'x'], ['retry', 'x'], ['prune']])('%s says so', (...words) => {
    const home = join(dir, 'home-none');
    expect(mixpress(home, words)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there is no batch yet\nhint: make one with mixpress run MANIFEST --library DIR --out DIR\n',
    });
    expect(existsSync(home)).toBe(false);
  });
});

describe('several at a time', () => {
  it('four workers and two watchers: each order is done once, and all see the same', async () => {
    const [home, out] = [join(dir, 'home-four'), join(dir, 'out-four')];
    const batch = submit(home, out);
    const watchers = [1, 2].map(() => endOf(startMixpress(home, ['watch', batch, '--format', 'ndjson'])));
    const left = startMixpress(home, ['watch']);
    left.stdout!.once('data', () => left.kill('SIGKILL'));
    const workers = await Promise.all([1, 2, 3, 4].map(() => endOf(startMixpress(home, ['worker', '--once']))));
    for (const worker of workers) expect(worker).toMatchObject({ code: 0, stderr: '' });
    const watched = await Promise.all(watchers);
    const events = expectWhole(home, out, batch);
    for (const { code, stdout } of watched) {
      expect(code).toBe(0);
      expect(parseLines(stdout)).toEqual(events);
    }
    const since = mixpress(home, ['watch', batch, '--since', '10', '--format', 'ndjson']).stdout;
    expect(parseLines(since)).toEqual(events.slice(10));
  });

  it('a run tells also what a worker has done of its batch', async () => {
    const [home, out] = [join(dir, 'home-helped'), join(dir, 'out-helped')];
    const worker = startMixpress(home, ['worker']);
    const ended = endOf(worker);
    await until(home, 'SELECT 1 FROM workers');
    const run = mixpress(home, [
      'run',
      manifest,
      '--library',
      library,
      '--out',
      out,
      '--no-insert',
      '--format',
      'ndjson',
    ]);
    worker.kill('SIGTERM');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(
      ordersOf(run)
        .map(({ row, state }) => `${row} ${state}`)
        .sort(),
    ).toEqual(numbers.map((row) => `${row} done`));
    expectWhole(home, out, eventsOf(home)[0]!.batch);
    expect(await ended).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('run the same command again to go on'),
    });
  });
});

describe('a worker', () => {
  const begun = "SELECT 1 FROM events WHERE kind = 'order-started' AND row = 2";

  it('that is killed loses nothing: the next one goes on at once', async () => {
    const [home, out] = [join(dir, 'home-killed'), join(dir, 'out-killed')];
    const batch = submit(home, out);
    const worker = startMixpress(home, ['worker']);
    const ended = endOf(worker);
    await until(home, begun);
    worker.kill('SIGKILL');
    await ended;
    const { stdout } = mixpress(home, ['status', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'queued' });
    expect(stdout).not.toContain('"running"');
    expect(mixpress(home, ['worker', '--once'])).toMatchObject({ code: 0, stderr: '' });
    const events = expectWhole(home, out, batch);
    expect(events.find(({ kind }) => kind === 'job-taken-over')?.data).toMatchObject({ why: 'gone' });
  });

  onLinux('that stands still loses its jobs after its lease, and spoils nothing when it goes on', async () => {
    const [home, out] = [join(dir, 'home-still'), join(dir, 'out-still')];
    const batch = submit(home, out);
    const still = startMixpress(home, ['worker', '--lease', '1']);
    const stillEnded = endOf(still);
    await until(home, begun);
    await stopBetweenWrites(still, home);
    const other = startMixpress(home, ['worker', '--lease', '1']);
    const otherEnded = endOf(other);
    expect(mixpress(home, ['watch', batch]).code).toBe(0);
    still.kill('SIGCONT');
    // It is at work again once it has seen what has become of its jobs.
    const beats = 'SELECT beats FROM workers ORDER BY id LIMIT 1';
    const db = new Database(join(home, 'mixpress.db'), { readonly: true });
    const before = db.prepare(beats).pluck().get() as number;
    while ((db.prepare(beats).pluck().get() as number) < before + 2) await turn();
    db.close();
    for (const child of [still, other]) child.kill('SIGTERM');
    expect((await stillEnded).code).toBe(130);
    expect((await otherEnded).code).toBe(130);
    const events = expectWhole(home, out, batch);
    expect(events.find(({ kind }) => kind === 'job-taken-over')?.data).toMatchObject({ why: 'stalled' });
  });

  onLinux('that is asked to stop gives its work back, and the run that was meant goes on', async () => {
    const [home, out] = [join(dir, 'home-stopped'), join(dir, 'out-stopped')];
    const batch = submit(home, out);
    const worker = startMixpress(home, ['worker', '--once']);
    const ended = endOf(worker);
    await until(home, begun);
    await stopBetweenWrites(worker, home);
    const locked = mixpress(home, ['run', manifest, '--library', library, '--out', out, '--no-insert']);
    expect(locked).toMatchObject({ code: 6, stdout: '' });
    expect(locked.stderr).toContain(`hint: follow it with mixpress watch ${batch.slice(0, 6)}`);
    for (const signal of ['SIGTERM', 'SIGCONT'] as const) worker.kill(signal);
    expect((await ended).code).toBe(130);
    expect(mixpress(home, ['run', manifest, '--library', library, '--out', out, '--no-insert']).code).toBe(0);
    const events = expectWhole(home, out, batch);
    expect(events.some(({ kind }) => kind === 'job-taken-over')).toBe(false);
  });

  it('tries what the machine failed at again, and tells what did not pass', () => {
    const [home, out] = [join(dir, 'home-retried'), join(dir, 'in-the-way')];
    writeFileSync(out, '');
    const one = writeText(join(dir, 'one.csv'), header, rows[1]!);
    const made = join(dir, 'out-retried');
    expect(mixpress(home, ['submit', one, '--library', library, '--out', made, '--no-insert'])).toMatchObject({
      code: 0,
    });
    const db = new Database(join(home, 'mixpress.db'));
    db.prepare("UPDATE batches SET work = json_set(work, '$.outFolder', ?)").run(out);
    const run = mixpress(home, ['worker', '--once', '--retries', '1', '--quiet']);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^failed: batch \w{16}, row 1 Two: .*\n$/);
    const events = eventsOf(home).filter(({ kind }) => kind === 'order-retried' || kind === 'order-failed');
    expect(events.map(({ kind }) => kind)).toEqual(['order-retried', 'order-failed']);
    expect(events[0]!.data).toMatchObject({ by: 'worker', failures: 1, waitMs: 1000 });

    db.prepare("UPDATE batches SET work = json_set(work, '$.outFolder', ?)").run(made);
    db.close();
    const { batch } = events[0]!;
    expect(mixpress(home, ['retry', batch]).stdout).toBe(`queued 1 order of batch ${batch} again\n`);
    expect(mixpress(home, ['worker', '--once'])).toMatchObject({ code: 0 });
    expect(mixpress(home, ['retry', batch]).stdout).toBe(`nothing of batch ${batch} has failed\n`);
  });
});

describe('cancel and retry', () => {
  it('leave an order out, and take it up again', () => {
    const [home, out] = [join(dir, 'home-cancel'), join(dir, 'out-cancel')];
    const batch = submit(home, out);
    expect(mixpress(home, ['cancel', batch, '--order', '2']).stdout).toBe(`cancelled 1 order of batch ${batch}\n`);
    expect(mixpress(home, ['worker', '--once']).code).toBe(0);
    expect(mixpress(home, ['status'])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/: cancelled\n[^]*2 +cancelled +Two/),
    });
    expect(mixpress(home, ['retry', batch, '--order', '1']).stderr).toContain('order 1 is done');
    expect(mixpress(home, ['retry', batch, '--order', '9']).stderr).toContain('the batch has no order 9');
    expect(mixpress(home, ['retry', batch, '--order', '2']).code).toBe(0);
    expect(mixpress(home, ['worker', '--once'])).toMatchObject({ code: 0 });
    expect(digests(out)).toEqual(whole);
  });

  onLinux('stop a batch, also what is at work', async () => {
    const [home, out] = [join(dir, 'home-all'), join(dir, 'out-all')];
    const batch = submit(home, out);
    const worker = startMixpress(home, ['worker', '--once']);
    const ended = endOf(worker);
    await until(home, "SELECT 1 FROM events WHERE kind = 'order-started' AND row = 2");
    await stopBetweenWrites(worker, home);
    const cancelled = JSON.parse(mixpress(home, ['cancel', batch, '--format', 'json']).stdout) as { orders: number };
    worker.kill('SIGCONT');
    const { code, stdout } = mixpress(home, ['watch', batch, '--format', 'ndjson']);
    expect(code).toBe(3);
    const events = parseLines<BatchEvent>(stdout);
    expect(events.at(-1)).toMatchObject({ kind: 'batch-done', data: { state: 'cancelled' } });
    expect(events.find(({ kind }) => kind === 'batch-cancelled')!.data).toEqual({ orders: cancelled.orders });
    expect(events.filter(({ kind }) => kind === 'order-cancelled')).toHaveLength(cancelled.orders);
    expect((await ended).code).toBe(0);
    expect(unfinishedWork(home)).toEqual([]);
    expect(halfWritten(home, out)).toEqual([]);
    expect(mixpress(home, ['cancel', batch]).stdout).toBe(`nothing is left to cancel of batch ${batch}\n`);
    // Running it is another decision.
    expect(mixpress(home, ['run', manifest, '--library', library, '--out', out, '--no-insert']).code).toBe(0);
    expect(digests(out)).toEqual(whole);
  });
});

describe('an order that waits for audio', () => {
  it('is taken up again by itself once a scan has brought it, with what clones it', () => {
    const [home, out] = [join(dir, 'home-waits'), join(dir, 'out-waits')];
    const music = smallLibrary(join(dir, 'music-waits'));
    const track = fixture('music/emegeme/country (excerpt 1).ogg');
    writeText(join(dir, 'list.m3u8'), basename(track));
    const waiting = writeText(join(dir, 'waiting.csv'), 'title,clone', 'Listed,list.m3u8', 'Copy,Listed');
    const words = ['--library', music, '--out', out, '--no-insert'];
    expect(mixpress(home, ['run', waiting, ...words])).toMatchObject({ code: 4 });
    const before = eventsOf(home);
    expect(before.find(({ kind }) => kind === 'track-missing')!.data).toEqual({
      missing: 1,
      tracks: ['country (excerpt 1).ogg'],
    });
    expect(mixpress(home, ['library', 'scan', music]).code).toBe(0);
    expect(mixpress(home, ['worker', '--once'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(eventsOf(home)).toEqual(before);

    copyFileSync(track, join(music, basename(track)));
    expect(mixpress(home, ['library', 'scan', music]).code).toBe(0);
    const status = mixpress(home, ['status', '--format', 'json']);
    expect(ordersOf(status).map(({ state }) => state)).toEqual(['queued', 'queued']);
    const worked = mixpress(home, ['worker', '--once', '--format', 'ndjson']);
    expect(worked.code).toBe(0);
    expect(ordersOf(mixpress(home, ['status', '--format', 'json'])).map(({ state }) => state)).toEqual([
      'done',
      'done',
    ]);
    const retried = eventsOf(home).filter(({ kind }) => kind === 'order-retried');
    expect(retried.map(({ row, data }) => [row, data['by']])).toEqual([
      [1, 'scan'],
      [2, 'scan'],
    ]);
  });
});

describe('prune', () => {
  it('forgets what was finished long ago, and nothing else', () => {
    const [home, out] = [join(dir, 'home-prune'), join(dir, 'out-prune')];
    const one = writeText(join(dir, 'finished.csv'), header, rows[1]!);
    expect(mixpress(home, ['run', one, '--library', library, '--out', out, '--no-insert']).code).toBe(0);
    const [old] = eventsOf(home);
    const open = submit(home, out);
    expect(mixpress(home, ['prune']).stdout).toBe('');
    const dry = mixpress(home, ['prune', '--older-than', '0m', '--dry-run']).stdout;
    expect(dry).toMatch(
      new RegExp(
        `^would forget ${old!.batch}  done  .*finished\\.csv\nwould remove lock \\S+${old!.batch}\\.lock  0 B\n`,
      ),
    );
    expect(dry).not.toContain('bundle');
    expect(mixpress(home, ['prune', '--older-than', '0m', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const left = JSON.parse(mixpress(home, ['list', '--format', 'json']).stdout) as { batch: string }[];
    expect(left.map(({ batch }) => batch)).toEqual([open]);
    expect(Object.keys(digests(out))).toHaveLength(1);
    expect(mixpress(home, ['playlist', 'show', 'Two']).code).toBe(0);
    expect(mixpress(home, ['prune', '--older-than', 'long']).stderr).toContain('hint: write 30d for 30 days');
  });
});
