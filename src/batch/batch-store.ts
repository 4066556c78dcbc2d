import type { Store } from '../store/store.ts';
import type { BatchOptions, BatchResult, BatchState, OrderResult } from '../model/batch.ts';
import type { Order } from '../model/order.ts';

export interface BatchSummary {
  readonly batch: string;
  readonly manifest: string;
  readonly state: BatchState;
  readonly submittedAt: string;
  readonly orders: number;
}

/** The only writer of `batches` and `orders`. */
export interface BatchStore {
  has(batch: string): boolean;
  add(batch: string, manifest: string, submittedAt: string, orders: readonly Order[], options: BatchOptions): void;
  /** When it was submitted; null for an unknown id. */
  submittedAt(batch: string): string | null;
  setState(batch: string, state: BatchState): void;
  setResult(batch: string, result: OrderResult): void;
  result(batch: string, row: number): OrderResult | null;
  /** Everything that is known of a batch, its orders by row; null for an unknown id. */
  get(batch: string): Omit<BatchResult, 'problems'> | null;
  /** Orders that wait, with the manifests that they are of, the oldest first. */
  waiting(): { readonly manifest: string; readonly order: Order }[];
  /** The newest first. */
  list(): BatchSummary[];
}

export function batchStore({ db }: Store): BatchStore {
  const hasBatch = db.prepare('SELECT 1 FROM batches WHERE id = ?');
  const addBatch = db.prepare(
    "INSERT INTO batches (id, manifest, state, submitted_at, options) VALUES (?, ?, 'queued', ?, ?)",
  );
  const submittedAt = db.prepare<[string], string>('SELECT submitted_at FROM batches WHERE id = ?').pluck();
  const addOrder = db.prepare("INSERT INTO orders (batch_id, row, brief, state, result) VALUES (?, ?, ?, 'queued', ?)");
  const setState = db.prepare('UPDATE batches SET state = ? WHERE id = ?');
  const setResult = db.prepare('UPDATE orders SET state = ?, result = ? WHERE batch_id = ? AND row = ?');
  const getBatch = db.prepare<[string], { state: BatchState }>('SELECT state FROM batches WHERE id = ?');
  const getResult = db.prepare<[string, number], { result: string }>(
    'SELECT result FROM orders WHERE batch_id = ? AND row = ?',
  );
  const getResults = db.prepare<[string], { result: string }>(
    'SELECT result FROM orders WHERE batch_id = ? ORDER BY row',
  );
  const list = db.prepare<[], BatchSummary>(
    `SELECT b.id AS batch, b.manifest, b.state, b.submitted_at AS submittedAt, count(o.row) AS orders
     FROM batches b LEFT JOIN orders o ON o.batch_id = b.id GROUP BY b.id ORDER BY b.submitted_at DESC, b.id`,
  );
  const waiting = db.prepare<[], { manifest: string; brief: string }>(
    `SELECT b.manifest, o.brief FROM orders o JOIN batches b ON b.id = o.batch_id
     WHERE o.state = 'waiting' ORDER BY b.submitted_at, b.id, o.row`,
  );
  return {
    has: (batch) => hasBatch.get(batch) !== undefined,
    add: (batch, manifest, submittedAt, orders, options) => {
      addBatch.run(batch, manifest, submittedAt, JSON.stringify(options));
      for (const order of orders)
        addOrder.run(batch, order.row, JSON.stringify(order), JSON.stringify(queuedResult(order)));
    },
    submittedAt: (batch) => submittedAt.get(batch) ?? null,
    setState: (batch, state) => void setState.run(state, batch),
    setResult: (batch, result) => void setResult.run(result.state, JSON.stringify(result), batch, result.row),
    result: (batch, row) => {
      const found = getResult.get(batch, row);
      return found ? (JSON.parse(found.result) as OrderResult) : null;
    },
    get: (batch) => {
      const found = getBatch.get(batch);
      if (!found) return null;
      const orders = getResults.all(batch).map(({ result }) => JSON.parse(result) as OrderResult);
      return { batch, state: found.state, orders };
    },
    waiting: () => waiting.all().map(({ manifest, brief }) => ({ manifest, order: JSON.parse(brief) as Order })),
    list: () => list.all(),
  };
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
