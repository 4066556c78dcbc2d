import type { Store } from '../store/store.ts';

/** A process that does jobs, or did. */
export interface WorkerRow {
  readonly id: number;
  readonly host: string;
  readonly pid: number;
  /** Grows by one every `beatMs`, as long as it works. */
  readonly beats: number;
  readonly beatMs: number;
}

/** The only writer of `workers`. */
export interface WorkerStore {
  /** Returns an id that no other worker ever had. */
  add(host: string, pid: number, beatMs: number): number;
  beat(id: number): void;
  all(): WorkerRow[];
  remove(id: number): void;
}

export function workerStore({ db }: Store): WorkerStore {
  const add = db
    .prepare<[string, number, number], number>('INSERT INTO workers (host, pid, beat_ms) VALUES (?, ?, ?) RETURNING id')
    .pluck();
  const beat = db.prepare('UPDATE workers SET beats = beats + 1 WHERE id = ?');
  const all = db.prepare<[], WorkerRow>('SELECT id, host, pid, beat_ms AS beatMs, beats FROM workers ORDER BY id');
  const remove = db.prepare('DELETE FROM workers WHERE id = ?');
  return {
    add: (host, pid, beatMs) => add.get(host, pid, beatMs)!,
    beat: (id) => void beat.run(id),
    all: () => all.all(),
    remove: (id) => void remove.run(id),
  };
}
