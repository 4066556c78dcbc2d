import { fold } from '../base/text.ts';
import type { Order } from '../model/order.ts';

/** For each order that clones another order of the same manifest, by that one's title: the one it clones. */
export function clonedOrders(orders: readonly Order[]): ReadonlyMap<Order, Order> {
  const byTitle = new Map<string, Order[]>();
  for (const order of orders) byTitle.set(fold(order.title), [...(byTitle.get(fold(order.title)) ?? []), order]);
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
  let waiting = [...orders];
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((order) => {
      const source = cloned.get(order);
      if (source && !workable.has(source)) return true;
      workable.add(order);
      return false;
    });
  }
  return { workable: [...workable], circles: waiting };
}
