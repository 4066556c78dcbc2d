import { isoTime, type Clock } from '../base/clock.ts';
import type { BatchEvent, EventKind } from '../model/batch.ts';
import type { Store } from '../store/store.ts';

/** The only writer of `events`: an append-only log for each batch, numbered from 1 without holes. */
export interface EventStore {
  /** Must be called within the transaction of the change that it reports. */
  append(batch: string, kind: EventKind, row: number | null, data?: Readonly<Record<string, unknown>>): void;
  /** What was reported last, or null. */
  lastKind(batch: string): EventKind | null;
  /** The events of a batch after number `since`, in order: all, or no more than `limit`. */
  since(batch: string, since: number, limit?: number): BatchEvent[];
  /** The number of the last event of each batch. */
  ends(): { readonly batch: string; readonly sequence: number }[];
}

interface EventRow {
  readonly sequence: number;
  readonly time: string;
  readonly kind: EventKind;
  readonly row: number | null;
  readonly data: string;
}

export function eventStore({ db }: Store, clock: Clock): EventStore {
  const append = db.prepare(
    `INSERT INTO events (batch_id, sequence, time, kind, row, data)
     SELECT @batch, coalesce(max(sequence), 0) + 1, @time, @kind, @row, @data FROM events WHERE batch_id = @batch`,
  );
  const lastKind = db
    .prepare<[string], EventKind>('SELECT kind FROM events WHERE batch_id = ? ORDER BY sequence DESC LIMIT 1')
    .pluck();
  const since = db.prepare<[string, number, number], EventRow>(
    'SELECT sequence, time, kind, row, data FROM events WHERE batch_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const ends = db.prepare<[], { batch: string; sequence: number }>(
    `SELECT id AS batch, coalesce((SELECT max(sequence) FROM events WHERE batch_id = id), 0) AS sequence
     FROM batches ORDER BY submitted_at, id`,
  );
  return {
    append: (batch, kind, row, data = {}) =>
      void append.run({ batch, time: isoTime(clock()), kind, row, data: JSON.stringify(data) }),
    lastKind: (batch) => lastKind.get(batch) ?? null,
    since: (batch, after, limit = -1) =>
      since
        .all(batch, after, limit)
        .map((event) => ({ ...event, batch, data: JSON.parse(event.data) as BatchEvent['data'] })),
    ends: () => ends.all(),
  };
}
