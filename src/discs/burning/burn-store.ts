import { isoTime, type Clock } from '../../base/clock.ts';
import type { Store } from '../../store/store.ts';

/** One try to burn one copy. */
export interface Burn {
  readonly id: number;
  /** Id of the copy; of an image without one, what it is burned from. */
  readonly copy: string;
  readonly device: string;
  /** Name of the program. */
  readonly burner: string;
  /** `begun`: it never came to an end that we know of. */
  readonly state: 'begun' | 'done' | 'failed';
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly begunAt: string;
  readonly endedAt: string | null;
}

/** The only writer of `burns`. Rehearsals are not kept. */
export interface BurnStore {
  /** Before a laser is lit. Returns the number of the try. */
  begin(copy: string, device: string, burner: string): number;
  /** `reason` is null where all went well. Returns what is kept of the try. */
  end(id: number, reason: string | null): Burn;
  /** The last try of a copy, or null. */
  last(copy: string): Burn | null;
}

export function burnStore({ db }: Store, clock: Clock): BurnStore {
  const begin = db.prepare(
    "INSERT INTO burns (copy_id, device, burner, state, begun_at) VALUES (@copy, @device, @burner, 'begun', @now)",
  );
  const columns = 'id, copy_id AS copy, device, burner, state, reason, begun_at AS begunAt, ended_at AS endedAt';
  const end = db.prepare<[object], Burn>(
    `UPDATE burns SET state = @state, reason = @reason, ended_at = @now WHERE id = @id RETURNING ${columns}`,
  );
  const last = db.prepare<[string], Burn>(`SELECT ${columns} FROM burns WHERE copy_id = ? ORDER BY id DESC LIMIT 1`);
  return {
    begin: (copy, device, burner) => Number(begin.run({ copy, device, burner, now: isoTime(clock()) }).lastInsertRowid),
    end: (id, reason) => end.get({ id, reason, state: reason === null ? 'done' : 'failed', now: isoTime(clock()) })!,
    last: (copy) => last.get(copy) ?? null,
  };
}
