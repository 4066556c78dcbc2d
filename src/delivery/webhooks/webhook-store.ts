import { isoTime, type Clock } from '../../base/clock.ts';
import { contentId } from '../../base/ids.ts';
import type { Store } from '../../store/store.ts';

/** Somebody who wants to be told of events. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Kinds of events; empty: all. */
  readonly kinds: readonly string[];
  /** Why nothing is sent any more, or null. */
  readonly disabled: string | null;
  readonly createdAt: string;
  /** Messages that were taken. */
  readonly sent: number;
  readonly lastSent: string | null;
  readonly waiting: number;
  readonly givenUp: number;
  /** Why the message that waits longest was not taken, or null. */
  readonly reason: string | null;
}

/** One message to one of them. Its id stays the same however often it is sent, and is that of no other event. */
export interface WebhookMessage {
  readonly id: string;
  readonly webhook: string;
  readonly batch: string;
  readonly sequence: number;
  /** The event, as JSON. */
  readonly body: string;
  readonly attempts: number;
}

/** The only writer of `webhooks`, `webhook_cursors` and `webhook_messages`. */
export interface WebhookStore {
  /** Adds one, or changes the kinds of the one with that address and enables it. Returns its id. */
  add(url: string, kinds: readonly string[]): string;
  list(): Webhook[];
  remove(id: string): void;
  /** Nothing is sent any more, and what waits is given up. */
  disable(id: string, reason: string): void;
  /** Up to which event of each batch messages have been written. */
  cursors(id: string): ReadonlyMap<string, number>;
  /** The same of one batch; 0: none. */
  cursor(id: string, batch: string): number;
  moveCursor(id: string, batch: string, sequence: number): void;
  /**
   * Writes a message, anew where it was written before. A batch that was forgotten and comes again counts its events from 1
   * once more; when they happened tells them apart.
   */
  put(
    webhook: string,
    event: { readonly batch: string; readonly sequence: number; readonly time: string },
    body: string,
  ): void;
  /** The next message whose wait is over, of events in their order. */
  next(webhook: string, now: number): WebhookMessage | null;
  taken(message: WebhookMessage): void;
  /** @param notBefore when to try again; null: never */
  notTaken(message: WebhookMessage, reason: string, notBefore: number | null): void;
}

export function webhookStore({ db }: Store, clock: Clock): WebhookStore {
  const add = db.prepare(
    `INSERT INTO webhooks (id, url, kinds, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kinds = excluded.kinds, disabled = NULL`,
  );
  const list = db.prepare<[], Omit<Webhook, 'kinds'> & { kinds: string }>(
    `SELECT id, url, kinds, disabled, created_at AS createdAt, sent, last_sent AS lastSent,
       (SELECT count(*) FROM webhook_messages WHERE webhook_id = w.id AND state = 'waiting') AS waiting,
       (SELECT count(*) FROM webhook_messages WHERE webhook_id = w.id AND state = 'given-up') AS givenUp,
       (SELECT reason FROM webhook_messages WHERE webhook_id = w.id AND reason IS NOT NULL
        ORDER BY batch_id, sequence LIMIT 1) AS reason
     FROM webhooks w ORDER BY created_at, id`,
  );
  const remove = db.prepare('DELETE FROM webhooks WHERE id = ?');
  const disable = db.prepare('UPDATE webhooks SET disabled = ? WHERE id = ?');
  const giveUp = db.prepare("UPDATE webhook_messages SET state = 'given-up' WHERE webhook_id = ?");
  const cursors = db.prepare<[string], { batch: string; sequence: number }>(
    'SELECT batch_id AS batch, sequence FROM webhook_cursors WHERE webhook_id = ?',
  );
  const cursor = db
    .prepare<[string, string], number>('SELECT sequence FROM webhook_cursors WHERE webhook_id = ? AND batch_id = ?')
    .pluck();
  const moveCursor = db.prepare(
    'INSERT OR REPLACE INTO webhook_cursors (webhook_id, batch_id, sequence) VALUES (?, ?, ?)',
  );
  const put = db.prepare(
    'INSERT OR REPLACE INTO webhook_messages (id, webhook_id, batch_id, sequence, body) VALUES (?, ?, ?, ?, ?)',
  );
  const next = db.prepare<[string, number], WebhookMessage>(
    `SELECT id, webhook_id AS webhook, batch_id AS batch, sequence, body, attempts FROM webhook_messages
     WHERE webhook_id = ? AND state = 'waiting' AND not_before <= ? ORDER BY not_before, batch_id, sequence LIMIT 1`,
  );
  const drop = db.prepare('DELETE FROM webhook_messages WHERE id = ?');
  const count = db.prepare('UPDATE webhooks SET sent = sent + 1, last_sent = ? WHERE id = ?');
  const notTaken = db.prepare(
    'UPDATE webhook_messages SET state = ?, attempts = attempts + 1, not_before = ?, reason = ? WHERE id = ?',
  );
  return {
    add: (url, kinds) => {
      const id = contentId('webhook', url);
      add.run(id, url, JSON.stringify(kinds), isoTime(clock()));
      return id;
    },
    list: () => list.all().map((row) => ({ ...row, kinds: JSON.parse(row.kinds) as string[] })),
    remove: (id) => void remove.run(id),
    disable: (id, reason) => {
      disable.run(reason, id);
      giveUp.run(id);
    },
    cursors: (id) => new Map(cursors.all(id).map(({ batch, sequence }) => [batch, sequence])),
    cursor: (id, batch) => cursor.get(id, batch) ?? 0,
    moveCursor: (id, batch, sequence) => void moveCursor.run(id, batch, sequence),
    put: (webhook, { batch, sequence, time }, body) => {
      const id = `msg_${contentId('webhook-message', webhook, batch, sequence, time)}`;
      put.run(id, webhook, batch, sequence, body);
    },
    next: (webhook, now) => next.get(webhook, now) ?? null,
    taken: ({ id, webhook }) => {
      drop.run(id);
      count.run(isoTime(clock()), webhook);
    },
    notTaken: ({ id }, reason, notBefore) =>
      void notTaken.run(notBefore === null ? 'given-up' : 'waiting', notBefore ?? 0, reason, id),
  };
}
