import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atWork, buryGone, join, type Presence } from '../../src/batch/presence.ts';
import { workerStore } from '../../src/batch/worker-store.ts';
import { tempDir } from '../outside.ts';
import { memoryDesk, submitOrders, take } from './queue.ts';

const dir = tempDir();
let folders = 0;

function open() {
  const desk = memoryDesk();
  const folder = joinPath(dir, String(++folders));
  const lockPath = (name: string): string => joinPath(folder, `${name}.lock`);
  const enter = (beatMs = 100): Presence => join(desk, { host: 'here', pid: 1, lockPath, beatMs, leaseMs: 300 });
  return { desk, lockPath, enter, batch: submitOrders(desk, 'B', 'normal') };
}

const none = new Map();

describe('a worker', () => {
  it('that stands still for so many beats of another loses its jobs, and not before', () => {
    const { desk, enter, batch } = open();
    const [still, other] = [enter(), enter()];
    take(desk, still.id);
    for (let beat = 0; beat < 4; beat++) {
      expect(desk.jobs.taken(batch)).toMatchObject([{ holder: still.id }]);
      other.beat(none);
      other.takeOver();
    }
    expect(desk.jobs.taken(batch)).toEqual([]);
    const [event] = desk.events.since(batch, 0).slice(-1);
    expect(event).toMatchObject({ kind: 'job-taken-over', row: null, data: { worker: still.id, why: 'stalled' } });
  });

  it('that beats seldom is given time', () => {
    const { desk, enter, batch } = open();
    const [slow, other] = [enter(1000), enter()];
    take(desk, slow.id);
    for (let beat = 0; beat < 30; beat++) {
      other.beat(none);
      other.takeOver();
    }
    expect(desk.jobs.taken(batch)).toHaveLength(1);
    other.beat(none);
    other.takeOver();
    expect(desk.jobs.taken(batch)).toEqual([]);
  });

  it('that beats keeps its jobs for ever, and tells how far it is', () => {
    const { desk, enter, batch } = open();
    const [busy, other] = [enter(), enter()];
    const claim = take(desk, busy.id)!;
    for (let beat = 0; beat < 10; beat++) {
      busy.beat(new Map([[claim, beat / 10]]));
      other.beat(none);
      other.takeOver();
    }
    expect(desk.jobs.taken(batch)).toMatchObject([{ holder: busy.id, share: 0.9 }]);
  });

  it('that is gone loses its jobs at once', () => {
    const { desk, enter, batch, lockPath } = open();
    const gone = workerStore(desk.store).add('here', 1, 100);
    take(desk, gone);
    expect(atWork(desk.store, lockPath)).toEqual(new Set());
    const other = enter();
    expect(atWork(desk.store, lockPath)).toEqual(new Set([other.id]));
    other.takeOver();
    expect(desk.jobs.taken(batch)).toEqual([]);
    expect(desk.events.since(batch, 0).at(-1)).toMatchObject({
      kind: 'job-taken-over',
      data: { worker: gone, why: 'gone' },
    });
    expect(workerStore(desk.store).all()).toMatchObject([{ id: other.id }]);
  });

  it('that leaves gives back what it has, and its id is never given again', () => {
    const { desk, enter, batch, lockPath } = open();
    const first = enter();
    take(desk, first.id);
    first.leave();
    expect(desk.jobs.taken(batch)).toEqual([]);
    expect(atWork(desk.store, lockPath)).toEqual(new Set());
    expect(enter().id).toBeGreaterThan(first.id);
    const last = desk.events.since(batch, 0).at(-1)!.kind;
    buryGone(desk, lockPath);
    expect(desk.events.since(batch, 0).at(-1)!.kind).toBe(last);
  });
});
