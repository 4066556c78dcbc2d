/**
 * Runs and workers that are killed, at every step and at random times: whatever ends the work then, all is as if nothing had
 * happened. `npm run test:kills` kills 200 times, at all orders of the fixtures.
 */
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { tempDir } from '../outside.ts';
import {
  digests,
  fixture,
  halfWritten,
  mixpress,
  smallLibrary,
  startMixpress,
  unfinishedWork,
  writeText,
} from './mixpress.ts';
import { Database } from '../../src/store/sqlite.ts';

/** How many random kills `npm run test:kills` asks for. */
const asked = Number(process.env['KILLS'] ?? 0);

const dir = tempDir();
const [library, manifest] = asked > 0 ? [fixture('music'), fixture('orders.csv')] : smallBatch();

/** Few short tracks, but every step: a generated list, discs of audio and of files, a clone. */
function smallBatch(): [library: string, manifest: string] {
  const header = 'title,genre,duration,media,copies,clone';
  const rows = ['One,Jazz,0:12,cd-80,2,', 'Two,Non-Music,0:06,mp3-cd,1,', 'Copy,,,cd-80,1,One'];
  return [smallLibrary(join(dir, 'music')), writeText(join(dir, 'orders.csv'), header, ...rows)];
}

type Words = (out: string) => readonly string[];
const run: Words = (out) => ['run', manifest, '--library', library, '--out', out, '--format', 'json'];
const submit: Words = (out) => ['submit', manifest, '--library', library, '--out', out];
const work: Words = () => ['worker', '--once'];

interface LoggedEvent {
  readonly sequence: number;
  readonly kind: string;
  readonly row: number | null;
  readonly data: string;
}

/** What is made when nobody disturbs it, how long that takes, and how many events tell of it. */
let whole: Readonly<Record<string, string>>;
let wholeMs = 0;
let eventCount = 0;

beforeAll(() => {
  const [home, out] = [join(dir, 'home-whole'), join(dir, 'whole')];
  const start = performance.now();
  expect(mixpress(home, run(out))).toMatchObject({ code: 0, stderr: '' });
  wholeMs = performance.now() - start;
  whole = digests(out);
  expect(Object.keys(whole)).toHaveLength(asked > 0 ? 7 : 3);
  eventCount = inDatabase(home, eventsIn)!.length;
});

/** Asks the database of a workspace; undefined where it, or a table of it, is not there yet. */
function inDatabase<T>(home: string, ask: (db: BetterSqlite3.Database) => T): T | undefined {
  const path = join(home, 'mixpress.db');
  if (!existsSync(path)) return undefined;
  const db = new Database(path, { timeout: 5000 });
  try {
    return ask(db);
  } catch (error) {
    if (/no such table/.test(String(error))) return undefined;
    throw error;
  } finally {
    db.close();
  }
}

function eventsIn(db: BetterSqlite3.Database): LoggedEvent[] {
  return db.prepare<[], LoggedEvent>('SELECT sequence, kind, row, data FROM events ORDER BY sequence').all();
}

/** That the database is whole, and the log in it has no hole and tells nothing twice. */
function expectSound(home: string): void {
  inDatabase(home, (db) => {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const events = eventsIn(db);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    const told = events.map(({ kind, row, data }) => `${kind} ${row} ${data}`);
    expect(told.filter((text, i) => told.indexOf(text) !== i)).toEqual([]);
  });
}

/** Completes the work in one way or the other, and holds all that is there then to the undisturbed run. */
function expectCompleted(home: string, out: string, by: 'run' | 'worker'): void {
  const steps = by === 'run' ? [run] : [submit, work];
  for (const words of steps) expect(mixpress(home, words(out))).toMatchObject({ code: 0, stderr: '' });
  expect(digests(out)).toEqual(whole);
  expect(halfWritten(home, out)).toEqual([]);
  expect(unfinishedWork(home)).toEqual([]);
  expectSound(home);
  const events = inDatabase(home, eventsIn)!.filter(({ kind }) => kind !== 'job-taken-over');
  expect(events).toHaveLength(eventCount);
  expect(events.at(-1)!.kind).toBe('batch-done');
}

/** Starts a command and kills it as soon as `when` holds; returns whether that was before it had ended. */
async function killWhen(home: string, words: readonly string[], when: () => boolean): Promise<boolean> {
  const child = startMixpress(home, words);
  const ended = once(child, 'exit');
  while (child.exitCode === null && child.signalCode === null) {
    if (when()) child.kill('SIGKILL');
    await wait(1);
  }
  await ended;
  expectSound(home);
  return child.signalCode === 'SIGKILL';
}

/** Whether any file below a folder is being written. */
function isHalfWritten(folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.includes('.partial-'));
}

describe('work that is killed', () => {
  it('after each of its steps in turn completes to the same bytes', { timeout: 600_000 }, async () => {
    const [home, out] = [join(dir, 'home-steps'), join(dir, 'out-steps')];
    const count = (db: BetterSqlite3.Database): number =>
      db.prepare<[], number>("SELECT count(*) FROM events WHERE kind <> 'job-taken-over'").pluck().get()!;
    const told = (): number => inDatabase(home, count) ?? 0;
    let kills = 0;
    for (let before = -1, now = 0; now < eventCount && now !== before; now = told()) {
      before = now;
      const words = kills > 0 && kills % 2 === 0 ? work(out) : run(out);
      if (await killWhen(home, words, () => told() > before)) kills++;
    }
    // Some events are told together with others.
    expect(kills).toBeGreaterThan(eventCount / 3);
    expectCompleted(home, out, 'worker');
  });

  it.each([
    ['work', 'run'],
    ['out', 'worker'],
  ] as const)('while a file is half written in %s completes to the same bytes by a %s', async (where, by) => {
    const [home, out] = [join(dir, `home-half-${where}`), join(dir, `out-half-${where}`)];
    const watched = where === 'out' ? out : join(home, 'work');
    mkdirSync(watched, { recursive: true });
    expect(await killWhen(home, run(out), () => isHalfWritten(watched))).toBe(true);
    writeFileSync(join(out, '.mixpress-probe.partial-999999999-1'), '');
    expectCompleted(home, out, by);
  });

  const most = asked > 0 ? asked : 6;
  it(`${most} times at random completes to the same bytes`, { timeout: 3_600_000 }, async ({ annotate }) => {
    const random = seededRandom(most);
    let [kills, batches] = [0, 0];
    for (; kills < most; batches++) {
      const [home, out] = [join(dir, `home-random-${batches}`), join(dir, `out-random-${batches}`)];
      for (let left = 1 + (random() % 6); left > 0; left--) {
        const words = [run, run, submit, work][random() % 4]!;
        const at = performance.now() + (random() / 2 ** 32) * (words === submit ? wholeMs / 5 : wholeMs);
        if (await killWhen(home, words(out), () => performance.now() >= at)) kills++;
      }
      mkdirSync(out, { recursive: true });
      expectCompleted(home, out, batches % 2 === 0 ? 'run' : 'worker');
      for (const folder of [home, out]) rmSync(folder, { recursive: true });
    }
    await annotate(`${kills} kills in ${batches} batches`);
  });
});

describe('a run that is interrupted', () => {
  const partial = (home: string): boolean => existsSync(join(home, 'work')) && isHalfWritten(join(home, 'work'));
  const mastered = (home: string): number =>
    (inDatabase(home, eventsIn) ?? []).filter(({ kind }) => kind === 'disc-mastered').length;

  it('finishes the piece at hand, says so, exits with 130 and is completed by the next one', async () => {
    const [home, out] = [join(dir, 'home-int'), join(dir, 'out-int')];
    const child = startMixpress(home, run(out));
    let stderr = '';
    child.stderr!.on('data', (text: Buffer) => (stderr += String(text)));
    const ended = once(child, 'close');
    while (child.exitCode === null && !partial(home)) await wait(1);
    const before = mastered(home);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(stderr).toContain('Ctrl-C once more stops at once');
    expect(stderr).toContain('run the same command again to go on');
    expect(mastered(home)).toBe(before + 1);
    expect(partial(home)).toBe(false);
    expectCompleted(home, out, 'run');
  });

  it('stops at once when it is told twice, and is completed all the same', async () => {
    const [home, out] = [join(dir, 'home-twice'), join(dir, 'out-twice')];
    const child = startMixpress(home, run(out));
    child.stderr!.on('data', () => child.kill('SIGINT'));
    const ended = once(child, 'close');
    while (child.exitCode === null && !partial(home)) await wait(1);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expectCompleted(home, out, 'worker');
  });
});
