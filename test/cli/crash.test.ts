import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../outside.ts';
import { fixture, mixpress, startMixpress } from './mixpress.ts';

/** A small library and a manifest with every step in it: generated, a disc of audio and one of files, a clone. */
const dir = tempDir();
const library = join(dir, 'music');
const manifest = join(dir, 'orders.csv');
const words = (out: string): string[] => ['run', manifest, '--library', library, '--out', out, '--format', 'json'];

let whole: Readonly<Record<string, string>>;
let eventCount = 0;
/** The events after which something is committed: others come with them. */
let stops: readonly number[] = [];
const TOLD_BESIDE = ['order-queued', 'candidates-found', 'track-mastered', 'rule-relaxed'];

beforeAll(() => {
  cpSync(fixture('music/Jazz'), library, { recursive: true });
  writeFileSync(
    manifest,
    'title,genre,duration,media,copies,clone\nOne,Jazz,1:00,cd-80,2,\nTwo,Jazz,0:14,mp3-cd,1,\nCopy,,,cd-80,1,One\n',
  );
  const out = join(dir, 'whole');
  const run = mixpress(join(dir, 'home-whole'), words(out));
  expect(run.code, run.stderr).toBe(0);
  whole = digests(out);
  expect(Object.keys(whole)).toHaveLength(3);
  const events = eventsOf(join(dir, 'home-whole'));
  eventCount = events.length;
  stops = events.filter(({ kind }) => !TOLD_BESIDE.includes(kind)).map(({ sequence }) => sequence);
});

function digests(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

interface LoggedEvent {
  readonly sequence: number;
  readonly kind: string;
  readonly row: number | null;
}

function eventsOf(home: string): LoggedEvent[] {
  const path = join(home, 'mixpress.db');
  if (!existsSync(path)) return [];
  const db = new Database(path, { readonly: true, timeout: 1000 });
  try {
    return db.prepare<[], LoggedEvent>('SELECT sequence, kind, row FROM events ORDER BY sequence').all();
  } catch {
    return []; // The tables are not there yet.
  } finally {
    db.close();
  }
}

/** Starts a run and kills it as soon as `when` holds; returns whether it was killed before it had ended. */
async function killWhen(home: string, out: string, when: () => boolean): Promise<boolean> {
  const child = startMixpress(home, words(out));
  const ended = once(child, 'exit');
  let killed = false;
  while (child.exitCode === null && child.signalCode === null) {
    if (when()) killed = child.kill('SIGKILL') || killed;
    await turn();
  }
  await ended;
  return killed;
}

function expectUndisturbed(home: string, out: string): void {
  const run = mixpress(home, words(out));
  expect(run.code, run.stderr).toBe(0);
  expect(digests(out)).toEqual(whole);

  const events = eventsOf(home);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
  const finished = events.filter(({ kind }) =>
    ['order-done', 'bundle-packed', 'playlist-generated', 'playlist-cloned'].includes(kind),
  );
  expect(new Set(finished.map(({ kind, row }) => `${kind} ${row}`)).size).toBe(finished.length);
  expect(events.at(-1)!.kind).toBe('batch-done');

  const db = new Database(join(home, 'mixpress.db'), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
  expect(existsSync(join(home, 'work')) ? readdirSync(join(home, 'work')) : []).toEqual([]);
}

describe('a run that is killed', () => {
  it('after every single event completes to the same bytes', { timeout: 240_000 }, async () => {
    let kills = 0;
    for (const n of stops.slice(0, -1)) {
      const [home, out] = [join(dir, `home-${n}`), join(dir, `out-${n}`)];
      if (await killWhen(home, out, () => eventsOf(home).length >= n)) kills++;
      expectUndisturbed(home, out);
    }
    expect(kills).toBeGreaterThan(stops.length / 2);
  });

  it.each(['work', 'out'])('while a file is half written in %s completes to the same bytes', async (where) => {
    const [home, out] = [join(dir, `home-half-${where}`), join(dir, `out-half-${where}`)];
    const watched = where === 'out' ? out : join(home, 'work');
    mkdirSync(watched, { recursive: true });
    const halfWritten = (): boolean =>
      readdirSync(watched, { recursive: true, encoding: 'utf8' }).some((name) => name.includes('.partial-'));
    expect(await killWhen(home, out, halfWritten)).toBe(true);
    expectUndisturbed(home, out);
  });

  it('again and again completes to the same bytes', { timeout: 240_000 }, async () => {
    const [home, out] = [join(dir, 'home-again'), join(dir, 'out-again')];
    const steps = (): number => eventsOf(home).filter(({ kind }) => kind !== 'job-taken-over').length;
    for (let before = -1, now = 0; now < eventCount && now !== before; now = steps()) {
      before = now;
      await killWhen(home, out, () => steps() > before);
    }
    expectUndisturbed(home, out);
  });
});

describe('a run that is interrupted', () => {
  it('says so, exits with 130 and is completed by the next one', async () => {
    const [home, out] = [join(dir, 'home-int'), join(dir, 'out-int')];
    const child = startMixpress(home, words(out));
    let stderr = '';
    child.stderr!.on('data', (text: Buffer) => (stderr += String(text)));
    const ended = once(child, 'close');
    while (child.exitCode === null && eventsOf(home).length < 6) await turn();
    child.kill('SIGINT');
    const [code] = (await ended) as [number];
    expect(code).toBe(130);
    expect(stderr).toContain('run the same command again to go on');
    expectUndisturbed(home, out);
  });
});
