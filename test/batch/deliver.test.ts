import { beforeEach, describe, expect, it } from 'vitest';
import { batchStore, queuedResult, type BatchStore } from '../../src/batch/batch-store.ts';
import { tellDelivered } from '../../src/batch/deliver.ts';
import { eventStore, type EventStore } from '../../src/batch/event-store.ts';
import { outboxStore, type Delivery } from '../../src/delivery/outbox-store.ts';
import type { DeliveryResult } from '../../src/model/batch.ts';
import { memoryStore } from '../library/stored.ts';
import { makeOrders, makeSubmission } from './make.ts';

const clock = (): number => 0;
const [near, far] = ['/mnt/near', '/mnt/far'];
let events: EventStore;
let batches: BatchStore;
let delivery: Delivery;

beforeEach(() => {
  const store = memoryStore();
  [events, batches] = [eventStore(store, clock), batchStore(store)];
  const orders = makeOrders({}, {});
  const { work, ...submission } = makeSubmission(orders);
  const stored = { ...submission, work: { ...work, roots: null, started: null }, state: 'done' } as const;
  batches.add({ ...stored, batch: 'b1', submittedAt: '2026-01-01T00:00:00.000Z' }, orders);
  const missed = [near, far].map((target): DeliveryResult => ({ target, delivered: false, reason: 'away' }));
  for (const order of orders) {
    batches.setResult('b1', { ...queuedResult(order), state: 'done', deliveries: missed });
  }
  const file = { path: '/out/a.zip', name: 'a.zip', bytes: 1, writtenAt: '1', sha256: '00' };
  delivery = outboxStore(store, clock).intend(file, far, { order: { batch: 'b1', row: 2 } });
  return () => store.close();
});

const deliveredOf = (row: number): (readonly [string, boolean, string | null])[] =>
  batches.result('b1', row)!.deliveries.map(({ target, delivered, reason }) => [target, delivered, reason]);

describe('what is delivered after its order was done', () => {
  it('is written into the log and the result of that order', () => {
    tellDelivered(delivery, events, batches);
    expect(deliveredOf(2)).toEqual([
      [near, false, 'away'],
      [far, true, null],
    ]);
    expect(deliveredOf(1).every(([, delivered]) => !delivered)).toBe(true);
    expect(batches.result('b1', 2)).toMatchObject({ state: 'done', title: 'Order 2' });
    expect(events.since('b1', 0)).toMatchObject([{ kind: 'delivered', row: 2, data: { target: far, name: 'a.zip' } }]);
  });

  it('is delivered all the same where its batch is forgotten, or it is of none', () => {
    tellDelivered({ ...delivery, order: null }, events, batches);
    expect(events.since('b1', 0)).toEqual([]);
    batches.remove('b1');
    expect(() => tellDelivered(delivery, events, batches)).not.toThrow();
    expect(events.ends()).toEqual([]);
  });
});
