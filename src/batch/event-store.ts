import { isoTime, type Clock } from '../base/clock.ts';
import type { BatchEvent } from '../model/batch.ts';
import type { EventData, EventKind } from '../model/events.ts';
import type { Store } from '../store/store.ts';

/** The only writer of `events`: an append-only log for each batch, numbered from 1 without holes. */
export interface EventStore {
  /** Must be called within the transaction of the change that it reports. */
  append<Kind extends EventKind>(batch: string, kind: Kind, row: number | null, data: EventData[Kind]): void;
  /** The number of the last event; 0 for none. */
  last(batch: string): number;
  /** When it was reported (ISO 8601 in UTC); null for none. */
  lastTime(batch: string): string | null;
  /** What was reported last of the making, or null: what becomes of discs at robots and burners comes after that. */
  lastKind(batch: string): EventKind | null;
  /** The events of a batch after number `since`, in order, and no more than `limit` of them. */
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
    .prepare<[string], EventKind>(
      `SELECT kind FROM events WHERE batch_id = ? AND kind NOT LIKE 'disc-job-%' AND kind NOT LIKE 'disc-burn-%'
       ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck();
  const last = db.prepare<[string], number | null>('SELECT max(sequence) FROM events WHERE batch_id = ?').pluck();
  const lastTime = db
    .prepare<[string], string>('SELECT time FROM events WHERE batch_id = ? ORDER BY sequence DESC LIMIT 1')
    .pluck();
  const since = db.prepare<[string, number, number], EventRow>(
    'SELECT sequence, time, kind, row, data FROM events WHERE batch_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const ends = db.prepare<[], { batch: string; sequence: number }>(
    `SELECT id AS batch, coalesce((SELECT max(sequence) FROM events WHERE batch_id = id), 0) AS sequence
     FROM batches ORDER BY submitted_at, id`,
  );
  return {
    append: (batch, kind, row, data) =>
      void append.run({ batch, time: isoTime(clock()), kind, row, data: JSON.stringify(data) }),
    last: (batch) => last.get(batch) ?? 0,
    lastTime: (batch) => lastTime.get(batch) ?? null,
    lastKind: (batch) => lastKind.get(batch) ?? null,
    since: (batch, after, limit = -1) =>
      since
        .all(batch, after, limit)
        .map((event) => ({ batch, ...event, data: JSON.parse(event.data) as BatchEvent['data'] })),
    ends: () => ends.all(),
  };
}
