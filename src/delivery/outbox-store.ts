import type { Clock } from '../base/clock.ts';
import { isoTime } from '../base/clock.ts';
import { contentId } from '../base/ids.ts';
import type { Store } from '../store/store.ts';
import type { LocalFile } from './parcel.ts';
import type { Proof } from './target.ts';

export type DeliveryState = 'intended' | 'sending' | 'done' | 'failed';

/** A file that is to be elsewhere, and how far that is. */
export interface Delivery extends LocalFile {
  readonly key: string;
  /** Address of the target, without credentials. */
  readonly target: string;
  readonly state: DeliveryState;
  /** Tries since it was intended, or since somebody asked for it again. */
  readonly attempts: number;
  /** When it is to be tried again by itself, in milliseconds since 1970. */
  readonly notBefore: number;
  /** Why the last try has failed, or null. */
  readonly reason: string | null;
  readonly progress: unknown;
  readonly proof: Proof | null;
  readonly intendedAt: string;
  readonly settledAt: string | null;
  /** The order that it is of, or null. */
  readonly order: OrderRef | null;
}

export interface OrderRef {
  readonly batch: string;
  readonly row: number;
}

/** The only writer of `deliveries`: what is to be sent, written down before it is, and the proof that it was. */
export interface OutboxStore {
  /** Writes down that a file is to be at a target. What was done before is left as it is, unless asked for again. */
  intend(file: LocalFile, target: string, asked: Asked): Delivery;
  /** The delivery to a target of a file that has not been written since; null for none. */
  findFile(file: Omit<LocalFile, 'name' | 'sha256'>, target: string): Delivery | null;
  find(key: string): Delivery | null;
  /** The oldest first. */
  list(): Delivery[];
  /** A try begins. */
  begin(key: string): void;
  keep(key: string, progress: unknown): void;
  settle(key: string, proof: Proof): void;
  /** @param notBefore when to try again; null: not by itself */
  fail(key: string, reason: string, notBefore: number | null): void;
  /** Forgets a delivery that is done. */
  remove(key: string): void;
}

/** What a delivery is asked for with. */
export interface Asked {
  /** Also what was delivered before is sent. */
  readonly again?: boolean;
  readonly order?: OrderRef | null;
}

type Row = Omit<Delivery, 'progress' | 'proof' | 'order'> &
  Readonly<Record<'progress' | 'proof' | 'batch', string | null>> & { readonly row: number | null };

export function outboxStore({ db }: Store, clock: Clock): OutboxStore {
  const columns = `key, target, name, path, bytes, sha256, written_at AS writtenAt, state, attempts, not_before AS notBefore,
    reason, progress, proof, intended_at AS intendedAt, settled_at AS settledAt, batch_id AS batch, row`;
  const intend = db.prepare(
    `INSERT INTO deliveries (key, target, name, path, bytes, sha256, written_at, state, intended_at, batch_id, row)
     VALUES (@key, @target, @name, @path, @bytes, @sha256, @writtenAt, 'intended', @now, @batch, @row)
     ON CONFLICT (key) DO UPDATE SET path = excluded.path, written_at = excluded.written_at`,
  );
  const reopen = db.prepare(
    `UPDATE deliveries SET state = 'intended', attempts = 0, not_before = 0, reason = NULL, progress = NULL, proof = NULL,
     settled_at = NULL WHERE key = ? AND state = 'done'`,
  );
  const find = db.prepare<[string], Row>(`SELECT ${columns} FROM deliveries WHERE key = ?`);
  const findFile = db.prepare<[string, number, string, string], Row>(
    `SELECT ${columns} FROM deliveries WHERE path = ? AND bytes = ? AND written_at = ? AND target = ?`,
  );
  const list = db.prepare<[], Row>(`SELECT ${columns} FROM deliveries ORDER BY intended_at, target, name`);
  const begin = db.prepare("UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE key = ?");
  const keep = db.prepare('UPDATE deliveries SET progress = ? WHERE key = ?');
  const settle = db.prepare(
    "UPDATE deliveries SET state = 'done', reason = NULL, progress = NULL, proof = ?, settled_at = ? WHERE key = ?",
  );
  const fail = db.prepare(
    'UPDATE deliveries SET state = @state, reason = @reason, not_before = @notBefore, settled_at = @settled WHERE key = @key',
  );
  const remove = db.prepare("DELETE FROM deliveries WHERE key = ? AND state = 'done'");
  const whole = ({ batch, row: number, ...row }: Row): Delivery => ({
    ...row,
    order: batch === null || number === null ? null : { batch, row: number },
    progress: row.progress === null ? null : (JSON.parse(row.progress) as unknown),
    proof: row.proof === null ? null : (JSON.parse(row.proof) as Proof),
  });
  const optional = (row: Row | undefined): Delivery | null => (row === undefined ? null : whole(row));
  return {
    intend: (file, target, { again = false, order = null }) => {
      const key = contentId('delivery', target, file.name, file.sha256);
      const of = { batch: order?.batch ?? null, row: order?.row ?? null };
      intend.run({ ...file, ...of, key, target, now: isoTime(clock()) });
      if (again) reopen.run(key);
      return whole(find.get(key)!);
    },
    find: (key) => optional(find.get(key)),
    findFile: ({ path, bytes, writtenAt }, target) => optional(findFile.get(path, bytes, writtenAt, target)),
    list: () => list.all().map(whole),
    remove: (key) => void remove.run(key),
    begin: (key) => void begin.run(key),
    keep: (key, progress) => void keep.run(progress === null ? null : JSON.stringify(progress), key),
    settle: (key, proof) => void settle.run(JSON.stringify(proof), isoTime(clock()), key),
    fail: (key, reason, notBefore) =>
      void fail.run({
        key,
        reason,
        state: notBefore === null ? 'failed' : 'intended',
        notBefore: notBefore ?? 0,
        settled: notBefore === null ? isoTime(clock()) : null,
      }),
  };
}
