import type { Store } from '../store/store.ts';

/**
 * The only writer of `receipts`: what each step made of which input. The key holds the whole input, so a receipt is
 * good for every batch that asks the same; it is kept as long as the one that it was made for last, and one that is of no batch for ever.
 */
export interface ReceiptStore {
  find(step: string, key: string): unknown;
  put(step: string, key: string, output: unknown, appliedAt: string, batch: string | null): void;
  /** All receipts of a step, by their keys. */
  ofStep(step: string): readonly Receipt[];
  remove(step: string, key: string): void;
  /** Forgets the receipts of a batch. */
  removeOf(batch: string): void;
}

export interface Receipt {
  readonly key: string;
  readonly output: unknown;
  /** ISO 8601 in UTC. */
  readonly appliedAt: string;
  /** The batch that it was made for last; null: none. */
  readonly batch: string | null;
}

export function receiptStore({ db }: Store): ReceiptStore {
  const find = db.prepare<[string, string], { output: string }>(
    'SELECT output FROM receipts WHERE step = ? AND key = ?',
  );
  const put = db.prepare(
    'INSERT OR REPLACE INTO receipts (step, key, output, applied_at, batch_id) VALUES (?, ?, ?, ?, ?)',
  );
  const ofStep = db.prepare<[string], Omit<Receipt, 'output'> & { readonly output: string }>(
    'SELECT key, output, applied_at AS appliedAt, batch_id AS batch FROM receipts WHERE step = ? ORDER BY key',
  );
  const remove = db.prepare('DELETE FROM receipts WHERE step = ? AND key = ?');
  const removeOf = db.prepare('DELETE FROM receipts WHERE batch_id = ?');
  return {
    find: (step, key) => {
      const found = find.get(step, key);
      return found === undefined ? undefined : (JSON.parse(found.output) as unknown);
    },
    put: (step, key, output, appliedAt, batch) => void put.run(step, key, JSON.stringify(output), appliedAt, batch),
    ofStep: (step) => ofStep.all(step).map((one) => ({ ...one, output: JSON.parse(one.output) as unknown })),
    remove: (step, key) => void remove.run(step, key),
    removeOf: (batch) => void removeOf.run(batch),
  };
}
