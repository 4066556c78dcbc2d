/** What the logs of real batches tell, held to what is promised of each kind. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchEvent } from '../../src/model/batch.ts';
import { EVENT_KINDS, EVENTS, type EventShape, type FieldType } from '../../src/model/events.ts';
import { mixpress, smallLibrary, writeText } from '../cli/mixpress.ts';
import { tempDir } from '../outside.ts';

const dir = tempDir();
const home = join(dir, 'home');
const events: BatchEvent[] = [];

/** Kinds that come up only where a worker is lost; tests of that look at them. */
const OF_MISHAPS = ['job-taken-over'];
/** Kinds that a disc robot brings about; tests of tickets look at them. */
const OF_ROBOTS = ['disc-job-queued', 'disc-job-working', 'disc-job-done', 'disc-job-failed'];
/** Kinds that burning brings about; tests of that look at them. */
const OF_BURNERS = ['disc-burn-begun', 'disc-burn-done', 'disc-burn-failed'];

beforeAll(() => {
  const library = smallLibrary(join(dir, 'music'));
  writeText(join(dir, 'lost.m3u8'), 'nowhere/lost.flac');
  const manifest = writeText(
    join(dir, 'orders.csv'),
    'title,genre,duration,clone,vary,quota,media',
    'Done,Jazz,0:12,,,,',
    'Relaxed,Jazz,0:06,,,Jazz <=20%,',
    'Short,Jazz,5:00,,,,',
    'Failed,Polka,0:10,,,,',
    'Waiting,,,lost.m3u8,,,',
    'Clone,,,Done,,,mp3-cd',
    'Varied,Jazz|Non-Music,,Done,50%,,',
  );
  mkdirSync(join(dir, 'share'));
  const asked = ['--loudness', 'track', '--audio', 'flac', '--deliver', join(dir, 'share')];
  const words = ['--library', library, '--out', join(dir, 'out'), ...asked];
  const run = mixpress(home, ['run', manifest, ...words]);
  expect(run.code, run.stderr).toBe(3);
  const { batch } = lines<BatchEvent>(['watch'])[0]!;
  const other = writeText(join(dir, 'other.csv'), 'title,genre', 'Never,Jazz');
  for (const step of [
    ['retry', batch],
    ['submit', other, ...words],
    ['cancel', batch],
  ])
    expect(mixpress(home, step).code).toBe(0);
  const [never] = lines<{ batch: string }>(['list']);
  expect(mixpress(home, ['cancel', never!.batch]).code).toBe(0);
  for (const id of [batch, never!.batch]) events.push(...lines<BatchEvent>(['watch', id]));
});

function lines<T>(words: readonly string[]): T[] {
  const { stdout } = mixpress(home, [...words, '--format', 'ndjson']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value === 'string' ? 'text' : typeof value;
}

const allows = (type: FieldType, value: unknown): boolean =>
  typeOf(value) === type.replace('?', '') || (type.endsWith('?') && value === null);

describe('an event', () => {
  it('of every kind comes up', () => {
    const told = new Set<string>(events.map(({ kind }) => kind));
    expect(
      EVENT_KINDS.filter((kind) => !told.has(kind) && ![...OF_MISHAPS, ...OF_ROBOTS, ...OF_BURNERS].includes(kind)),
    ).toEqual([]);
  });

  it('has the fields that are promised of its kind, and no other', () => {
    for (const { kind, data, row, time } of events) {
      const { about, data: fields }: EventShape = EVENTS[kind];
      expect(Object.keys(data).sort(), kind).toEqual(Object.keys(fields).sort());
      for (const [name, type] of Object.entries(fields)) expect(allows(type, data[name]), `${kind} ${name}`).toBe(true);
      if (about !== 'either') expect(row !== null, kind).toBe(about === 'order');
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  it('is told to people, too', () => {
    const { stdout } = mixpress(home, ['watch', events[0]!.batch]);
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}row 1 Done: done: .*\.zip$/m);
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    expect(stdout.trimEnd().split('\n')).toHaveLength(events.filter(({ batch }) => batch === events[0]!.batch).length);
  });
});
