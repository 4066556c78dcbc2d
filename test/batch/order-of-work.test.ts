import { describe, expect, it } from 'vitest';
import { clonedOrders, orderOfWork } from '../../src/batch/order-of-work.ts';
import { parseManifest } from '../../src/manifest/manifest.ts';
import type { Order } from '../../src/model/order.ts';
import { KNOWN } from '../manifest/known.ts';

/** Orders by `title<clone`, in the order of rows. */
const ordersOf = (...rows: readonly string[]): readonly Order[] => {
  const items = rows.map((row) => ({ title: row.split('<')[0], clone: row.split('<')[1] ?? null }));
  return parseManifest('o.json', Buffer.from(JSON.stringify(items)), KNOWN).orders;
};

const titles = (orders: readonly Order[]): string[] => orders.map(({ title }) => title);

const plan = (...rows: readonly string[]): { workable: string[]; circles: string[] } => {
  const orders = ordersOf(...rows);
  const { workable, circles } = orderOfWork(orders, clonedOrders(orders));
  return { workable: titles(workable), circles: titles(circles) };
};

describe('orderOfWork', () => {
  it('is by row, a clone after its source', () => {
    expect(plan('A', 'B', 'C')).toEqual({ workable: ['A', 'B', 'C'], circles: [] });
    expect(plan('C<B', 'B<A', 'A')).toEqual({ workable: ['A', 'B', 'C'], circles: [] });
    expect(plan('B<a ', 'A')).toEqual({ workable: ['A', 'B'], circles: [] });
  });

  it('finds circles, and what hangs on them', () => {
    expect(plan('A<B', 'B<A', 'C<A', 'D')).toEqual({ workable: ['D'], circles: ['A', 'B', 'C'] });
  });

  it('takes a clone of its own title, or of no row, for one of a stored playlist', () => {
    expect(plan('A<A', 'B<elsewhere')).toEqual({ workable: ['A', 'B'], circles: [] });
    expect(clonedOrders(ordersOf('A<A')).size).toBe(0);
    expect([...clonedOrders(ordersOf('A', 'A<A'))].map(([clone, source]) => [clone.row, source.row])).toEqual([[2, 1]]);
  });
});
