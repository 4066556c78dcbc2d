import { describe, expect, it } from 'vitest';
import { queuedResult } from '../../src/batch/batch-store.ts';
import { BATCH_JOB } from '../../src/batch/job-store.ts';
import { closeBatch, settle } from '../../src/batch/settle.ts';
import { standingOf, type Standing } from '../../src/batch/standing.ts';
import { chooseNothing, memoryDesk, submitOrders, take } from './queue.ts';

describe('how a batch stands', () => {
  const time = { ms: 1_700_000_000_000 };
  const desk = memoryDesk(time);
  const batch = submitOrders(desk, 'B', 'normal', 'normal', 'normal', 'normal');
  const standing = (...atWork: number[]): Standing => standingOf(batch, desk, new Set(atWork), () => time.ms)!;
  const finish = (row: number): void =>
    desk.store.transaction(() => {
      const result = { ...queuedResult(desk.batches.order(batch, row)!), state: 'done' as const };
      settle({ batch, row }, result, { begun: true }, desk);
      closeBatch(batch, desk);
    });

  it('is told of the jobs and of those who are still there, not of what was last written', () => {
    expect(standingOf('nope', desk, new Set(), () => 0)).toBeNull();
    expect(standing()).toMatchObject({ state: 'queued', percent: 0, leftMs: null, counts: { queued: 4 } });
    expect(take(desk, 1)!.row).toBe(BATCH_JOB);
    expect(standing(1)).toMatchObject({ state: 'running', counts: { queued: 4 } });

    chooseNothing(desk, batch);
    const { work } = desk.batches.find(batch)!;
    desk.batches.setWork(batch, { ...work, started: { at: new Date(time.ms).toISOString(), orders: 4 } });
    const claim = take(desk, 1)!;
    finish(4);
    desk.store.transaction(() => desk.jobs.tell(new Map([[claim, 0.5]])));
    time.ms += 30_000;
    expect(standing(1)).toMatchObject({
      state: 'running',
      percent: 37,
      leftMs: 50_000,
      counts: { running: 1, queued: 2, done: 1 },
    });
    expect(standing(1).orders.map(({ state, percent }) => `${state} ${percent}`)).toEqual([
      'running 50',
      'queued 0',
      'queued 0',
      'done 100',
    ]);
    expect(standing()).toMatchObject({ state: 'queued', leftMs: null, counts: { queued: 3, done: 1 } });
    expect(standing(2)).toMatchObject({ state: 'queued' });
    time.ms -= 3_600_000;
    expect(standing(1)).toMatchObject({ state: 'running', leftMs: null });

    for (const row of [1, 2, 3]) finish(row);
    expect(standing()).toMatchObject({ state: 'done', percent: 100, leftMs: null, counts: { done: 4 } });
  });
});
