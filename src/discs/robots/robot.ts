import type { Problem } from '../../base/problem.ts';
import type { Blank, JobState, JobStatus, RobotJob } from '../../model/robot-job.ts';

/**
 * A family of disc robots: how it is told what to make, by a job ticket in a folder that it watches, and how it tells
 * what came of it, by renaming that ticket and by files of its own.
 */
export interface Robot {
  /** As in `--robot ptburn`. */
  readonly id: string;
  readonly name: string;
  /** Of its tickets, as its manual writes it, without the dot. */
  readonly extension: string;
  readonly content: readonly RobotJob['content']['kind'][];
  readonly blanks: readonly Blank[];
  /** Of one ticket. */
  readonly mostCopies: number;
  /** Extensions of the files that it prints on discs, in lower case. */
  readonly labels: readonly string[];
  /** Those of them that have fields to fill in. */
  readonly merges: readonly string[];
  /** Extension of the file with these fields; null: they stand in the ticket. */
  readonly mergeExtension: string | null;
  /** What the extension of a ticket tells, from first to last, in lower case. */
  readonly stages: Readonly<Record<string, JobState>>;
  /** The job as its tickets can say it, and what they can't, one phrase each. The job of a fitted job is itself. */
  fit(job: RobotJob): FittedJob;
  /** Writes a job that was fitted: printable ASCII, CRLF. */
  write(job: RobotJob): TicketFiles;
  /** Reads a ticket strictly; null where its problems leave no job. Reads back what it wrote. */
  read(files: TicketFiles): ReadTicket;
  /** Whether a file of its folders tells of jobs. */
  isStatus(fileName: string): boolean;
  /** What such a file tells; nothing where it makes no sense. */
  statuses(fileName: string, text: string): readonly ToldStatus[];
}

/** What a status file tells of a job; where it tells no state, only the ticket does. */
export interface ToldStatus extends Omit<JobStatus, 'state'> {
  readonly state: JobState | null;
}

export interface FittedJob {
  readonly job: RobotJob;
  readonly losses: readonly string[];
}

/** A ticket, and the file with the fields of its label where that is another one. */
export interface TicketFiles {
  readonly ticket: string;
  readonly merge: string | null;
}

export interface ReadTicket {
  readonly job: RobotJob | null;
  readonly problems: readonly Problem[];
}
