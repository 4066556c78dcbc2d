import { isoTime, type Clock } from '../../base/clock.ts';
import type { JobState, JobStatus } from '../../model/robot-job.ts';
import type { Store } from '../../store/store.ts';

/** A ticket that was sent to a robot, or is about to be. */
export interface SentTicket extends Omit<JobStatus, 'state'> {
  /** Id of the robot. */
  readonly robot: string;
  /** Absolute path of its hot folder here. */
  readonly folder: string;
  /** Id of the disc. */
  readonly disc: string;
  /** Ids of the copies that it makes. */
  readonly copies: readonly string[];
  /** Of the copies, from 1: how often they were asked for. */
  readonly attempt: number;
  /** `intended`: it is not sure that it lies in the folder. */
  readonly state: JobState | 'intended';
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  readonly changedAt: string;
}

/** The only writer of `tickets`. */
export interface TicketStore {
  /** Before a ticket is placed: keeps that it is about to be. One that is known stays as it is. */
  intend(ticket: Pick<SentTicket, 'robot' | 'folder' | 'job' | 'disc' | 'copies' | 'attempt'>): void;
  /** Takes up what is known of a job. Returns the ticket where that is news, null where it is not, or is no job of ours. */
  observe(folder: string, status: JobStatus): SentTicket | null;
  find(folder: string, job: string): SentTicket | null;
  /** Those of a disc at a robot, the oldest first. */
  ofDisc(robot: string, folder: string, disc: string): SentTicket[];
  inFolder(folder: string): SentTicket[];
}

type Row = Omit<SentTicket, 'copies'> & { readonly copies: string };

export function ticketStore({ db }: Store, clock: Clock): TicketStore {
  const columns = `robot, folder, job, disc_id AS disc, copies, attempt, state, good, bad, message,
    sent_at AS sentAt, changed_at AS changedAt`;
  const add = db.prepare(
    `INSERT INTO tickets (robot, folder, job, disc_id, copies, attempt, state, sent_at, changed_at)
     VALUES (@robot, @folder, @job, @disc, @copies, @attempt, 'intended', @now, @now) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE tickets SET state = @state, good = @good, bad = @bad, message = @message, changed_at = @now
     WHERE folder = @folder AND job = @job
       AND (state, good, bad, message) IS NOT (@state, @good, @bad, @message)`,
  );
  const find = db.prepare<[string, string], Row>(`SELECT ${columns} FROM tickets WHERE folder = ? AND job = ?`);
  const ofDisc = db.prepare<[string, string, string], Row>(
    `SELECT ${columns} FROM tickets WHERE robot = ? AND folder = ? AND disc_id = ? ORDER BY attempt, job`,
  );
  const inFolder = db.prepare<[string], Row>(`SELECT ${columns} FROM tickets WHERE folder = ? ORDER BY sent_at, job`);
  const whole = (row: Row): SentTicket => ({ ...row, copies: JSON.parse(row.copies) as string[] });
  return {
    intend: ({ copies, ...ticket }) =>
      void add.run({ ...ticket, copies: JSON.stringify(copies), now: isoTime(clock()) }),
    observe: (folder, { job, state, good, bad, message }) => {
      const { changes } = update.run({ folder, job, state, good, bad, message, now: isoTime(clock()) });
      return changes === 0 ? null : whole(find.get(folder, job)!);
    },
    find: (folder, job) => {
      const row = find.get(folder, job);
      return row === undefined ? null : whole(row);
    },
    ofDisc: (robot, folder, disc) => ofDisc.all(robot, folder, disc).map(whole),
    inFolder: (folder) => inFolder.all(folder).map(whole),
  };
}
