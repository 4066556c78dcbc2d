import type { BatchWork } from '../model/batch.ts';
import type { Order, Priority } from '../model/order.ts';
import type { Store } from '../store/store.ts';

/** The order that a disc was made for. */
export interface OrderOfDisc {
  readonly batch: string;
  readonly row: number;
  readonly priority: Priority;
}

/** Finds the order of a disc, the latest if there are several; null where it was made elsewhere, or its batch is forgotten. */
export function orderOfDisc({ db }: Store, disc: string): OrderOfDisc | null {
  const found = db
    .prepare<[string], { batch: string; row: number; brief: string; work: string }>(
      `SELECT o.batch_id AS batch, o.row, o.brief, b.work FROM discs d
       JOIN orders o ON o.result ->> 'playlist' = d.playlist_id JOIN batches b ON b.id = o.batch_id
       WHERE d.id = ? ORDER BY b.submitted_at DESC, o.row LIMIT 1`,
    )
    .get(disc);
  if (found === undefined) return null;
  const order = JSON.parse(found.brief) as Order;
  const { priority } = JSON.parse(found.work) as BatchWork;
  return { batch: found.batch, row: found.row, priority: order.priority ?? priority ?? 'normal' };
}
