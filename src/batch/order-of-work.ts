import { fold } from '../base/text.ts';
import type { Order } from '../model/order.ts';

/** For each order that clones another order of the same manifest, by that one's title: the one it clones. */
export function clonedOrders(orders: readonly Order[]): ReadonlyMap<Order, Order> {
  const byTitle = new Map<string, Order[]>();
  for (const order of orders) {
    const same = byTitle.get(fold(order.title));
    if (same) same.push(order);
    else byTitle.set(fold(order.title), [order]);
  }
  const cloned = new Map<Order, Order>();
  for (const order of orders) {
    const source = order.clone === null ? undefined : byTitle.get(fold(order.clone))?.find((other) => other !== order);
    if (source) cloned.set(order, source);
  }
  return cloned;
}

/**
 * The orders as they can be worked on: by row, but a clone of another order after that one. Orders that clone each
 * other in a circle can't be made at all.
 */
export function orderOfWork(
  orders: readonly Order[],
  cloned: ReadonlyMap<Order, Order>,
): { workable: Order[]; circles: Order[] } {
  const workable = new Set<Order>();
  const stuck = new Set<Order>();
  for (const order of orders) {
    const chain = new Set<Order>();
    let next: Order | undefined = order;
    while (next && !workable.has(next) && !stuck.has(next) && !chain.has(next)) {
      chain.add(next);
      next = cloned.get(next);
    }
    const found = next === undefined || workable.has(next) ? workable : stuck;
    for (const one of [...chain].reverse()) found.add(one);
  }
  return { workable: [...workable], circles: orders.filter((order) => stuck.has(order)) };
}
