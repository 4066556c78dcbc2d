import { dirname } from 'node:path';
import type { Store } from '../store/store.ts';
import {
  NO_OPTIONS,
  type BatchOptions,
  type BatchResult,
  type BatchState,
  type BatchWork,
  type OrderResult,
  type OrderState,
} from '../model/batch.ts';
import type { Order } from '../model/order.ts';

export interface BatchSummary {
  readonly batch: string;
  readonly manifest: string;
  readonly state: BatchState;
  readonly submittedAt: string;
  readonly orders: number;
  /** Orders that came out as wanted. */
  readonly done: number;
}

/** A batch as it was submitted. */
export interface StoredBatch {
  readonly batch: string;
  readonly manifest: string;
  readonly state: BatchState;
  /** ISO 8601 in UTC. */
  readonly submittedAt: string;
  readonly options: BatchOptions;
  readonly work: BatchWork;
}

/** An order that waits for audio. */
export interface WaitingOrder {
  readonly batch: string;
  readonly manifest: string;
  readonly folder: string;
  readonly order: Order;
}

/** The only writer of `batches` and `orders`. */
export interface BatchStore {
  add(batch: StoredBatch, orders: readonly Order[]): void;
  /** Null for an unknown id. */
  find(batch: string): StoredBatch | null;
  /** When it was submitted; null for an unknown id. */
  submittedAt(batch: string): string | null;
  setState(batch: string, state: BatchState): void;
  setWork(batch: string, work: BatchWork): void;
  setResult(batch: string, result: OrderResult): void;
  result(batch: string, row: number): OrderResult | null;
  /** By row. */
  orders(batch: string): Order[];
  order(batch: string, row: number): Order | null;
  /** How many orders there are of each state. */
  counts(batch: string): ReadonlyMap<OrderState, number>;
  /** Everything that is known of a batch, its orders by row; null for an unknown id. */
  get(batch: string): Omit<BatchResult, 'problems'> | null;
  /** Orders that wait, the oldest first. */
  waiting(): WaitingOrder[];
  /** The ids of batches that begin so, the newest first. */
  idsFrom(prefix: string): string[];
  /** The newest first. */
  list(): BatchSummary[];
  /** Forgets a batch with its orders, its jobs and its events. */
  remove(batch: string): void;
}

interface BatchRow extends Omit<StoredBatch, 'options' | 'work'> {
  readonly options: string;
  readonly work: string;
}

export function batchStore({ db }: Store): BatchStore {
  const addBatch = db.prepare(
    'INSERT INTO batches (id, manifest, state, submitted_at, options, work) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const find = db.prepare<[string], BatchRow>(
    'SELECT id AS batch, manifest, state, submitted_at AS submittedAt, options, work FROM batches WHERE id = ?',
  );
  const submittedAt = db.prepare<[string], string>('SELECT submitted_at FROM batches WHERE id = ?').pluck();
  const addOrder = db.prepare("INSERT INTO orders (batch_id, row, brief, state, result) VALUES (?, ?, ?, 'queued', ?)");
  const setState = db.prepare('UPDATE batches SET state = ? WHERE id = ?');
  const setWork = db.prepare('UPDATE batches SET work = ? WHERE id = ?');
  const setResult = db.prepare('UPDATE orders SET state = ?, result = ? WHERE batch_id = ? AND row = ?');
  const getBatch = db.prepare<[string], { state: BatchState }>('SELECT state FROM batches WHERE id = ?');
  const getResult = db
    .prepare<[string, number], string>('SELECT result FROM orders WHERE batch_id = ? AND row = ?')
    .pluck();
  const getResults = db.prepare<[string], string>('SELECT result FROM orders WHERE batch_id = ? ORDER BY row').pluck();
  const getOrders = db.prepare<[string], string>('SELECT brief FROM orders WHERE batch_id = ? ORDER BY row').pluck();
  const getOrder = db
    .prepare<[string, number], string>('SELECT brief FROM orders WHERE batch_id = ? AND row = ?')
    .pluck();
  const counts = db.prepare<[string], { state: OrderState; count: number }>(
    'SELECT state, count(*) AS count FROM orders WHERE batch_id = ? GROUP BY state',
  );
  const list = db.prepare<[], BatchSummary>(
    `SELECT b.id AS batch, b.manifest, b.state, b.submitted_at AS submittedAt, count(o.row) AS orders,
       count(o.row) FILTER (WHERE o.state = 'done') AS done
     FROM batches b LEFT JOIN orders o ON o.batch_id = b.id GROUP BY b.id ORDER BY b.submitted_at DESC, b.id`,
  );
  const waiting = db.prepare<[], { batch: string; manifest: string; work: string; brief: string }>(
    `SELECT b.id AS batch, b.manifest, b.work, o.brief FROM orders o JOIN batches b ON b.id = o.batch_id
     WHERE o.state = 'waiting' ORDER BY b.submitted_at, b.id, o.row`,
  );
  const idsFrom = db
    .prepare<[string, string], string>(
      "SELECT id FROM batches WHERE id >= ? AND id < ? || '{' ORDER BY submitted_at DESC, id",
    )
    .pluck();
  const remove = db.prepare('DELETE FROM batches WHERE id = ?');
  return {
    add: ({ batch, manifest, state, submittedAt, options, work }, orders) => {
      addBatch.run(batch, manifest, state, submittedAt, JSON.stringify(options), JSON.stringify(work));
      for (const order of orders)
        addOrder.run(batch, order.row, JSON.stringify(order), JSON.stringify(queuedResult(order)));
    },
    find: (batch) => {
      const found = find.get(batch);
      if (!found) return null;
      const { options, work, ...rest } = found;
      const asked = { ...NO_OPTIONS, ...(JSON.parse(options) as Partial<BatchOptions>) };
      return { ...rest, options: asked, work: JSON.parse(work) as BatchWork };
    },
    submittedAt: (batch) => submittedAt.get(batch) ?? null,
    setState: (batch, state) => void setState.run(state, batch),
    setWork: (batch, work) => void setWork.run(JSON.stringify(work), batch),
    setResult: (batch, result) => void setResult.run(result.state, JSON.stringify(result), batch, result.row),
    result: (batch, row) => parsed<OrderResult>(getResult.get(batch, row)),
    orders: (batch) => getOrders.all(batch).map((text) => JSON.parse(text) as Order),
    order: (batch, row) => parsed<Order>(getOrder.get(batch, row)),
    counts: (batch) => new Map(counts.all(batch).map(({ state, count }) => [state, count])),
    get: (batch) => {
      const found = getBatch.get(batch);
      if (!found) return null;
      // At once: each alone takes twice as long.
      const orders = JSON.parse(`[${getResults.all(batch).join(',')}]`) as OrderResult[];
      return { batch, state: found.state, orders };
    },
    waiting: () =>
      waiting.all().map(({ batch, manifest, work, brief }) => ({
        batch,
        manifest,
        // Batches of before workers were there have none.
        folder: (JSON.parse(work) as Partial<BatchWork>).folder ?? dirname(manifest),
        order: JSON.parse(brief) as Order,
      })),
    idsFrom: (prefix) => idsFrom.all(prefix, prefix),
    list: () => list.all(),
    remove: (batch) => void remove.run(batch),
  };
}

function parsed<T>(text: string | undefined): T | null {
  return text === undefined ? null : (JSON.parse(text) as T);
}

/** What is known of an order before anything was done for it. */
export function queuedResult(order: Order): OrderResult {
  return {
    row: order.row,
    title: order.title,
    state: 'queued',
    reason: null,
    changes: [],
    playlist: null,
    tracks: 0,
    wantedMs: order.duration?.kind === 'length' ? order.duration.ms : null,
    lengthMs: 0,
    gapMs: null,
    seed: order.clone === null || order.vary !== null ? order.seed : null,
    discs: 0,
    copies: order.copies,
    bundle: null,
    warnings: [],
    deliveries: [],
  };
}
