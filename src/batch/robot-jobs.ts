/**
 * Discs to robots, and back what became of them. Each ticket is written down before it is placed; what a robot tells of it
 * is kept with the event that says so.
 */
import { join } from 'node:path';
import { replaceFileWith } from '../base/atomic-file.ts';
import type { MadeDisc } from '../discs/made-disc.ts';
import { readHotFolder, type SeenJob } from '../discs/robots/hot-folder.ts';
import { planJobs, type JobPlan, type JobWish, type PlannedJob } from '../discs/robots/plan-jobs.ts';
import type { Robot } from '../discs/robots/robot.ts';
import type { SentTicket, TicketStore } from '../discs/robots/ticket-store.ts';
import type { JobStatus } from '../model/robot-job.ts';
import type { Store } from '../store/store.ts';
import type { EventStore } from './event-store.ts';
import { orderOfDisc } from './order-of-disc.ts';
import { placeData } from './place-data.ts';

/** What sending and asking need of the world. */
export interface RobotPorts {
  readonly store: Store;
  readonly tickets: TicketStore;
  readonly events: EventStore;
  readonly signal: AbortSignal;
}

/** Where a robot's hot folder is. */
export interface HotFolder {
  readonly robot: Robot;
  /** Absolute path here. */
  readonly folder: string;
  /** The same as the robot's computer sees it. */
  readonly prefix: string;
}

/** What of a disc is to be sent: all copies that were not, or all once more. */
export interface Sending extends Omit<JobWish, 'attempt'> {
  readonly again: boolean;
}

/** What would be placed; null where all of it was sent before. Throws AppError `robot-unfit`. */
export function planSending(
  disc: MadeDisc,
  { robot, folder, prefix }: HotFolder,
  sending: Sending,
  tickets: TicketStore,
): JobPlan | null {
  const sent = tickets.ofDisc(robot.id, folder, disc.id).filter(({ state }) => state !== 'intended');
  const done = new Set(sent.flatMap(({ copies }) => copies));
  const copies = sending.again ? sending.copies : sending.copies.filter(({ id }) => !done.has(id));
  if (copies.length === 0) return null;
  const attempt = 1 + Math.max(0, ...sent.map((one) => one.attempt));
  const plan = (from: number): JobPlan => {
    const found = planJobs(disc, robot, { ...sending, copies, attempt: from }, prefix);
    // Discs of one playlist on other media have the same serials.
    const isTaken = found.jobs.some(({ job }) => {
      const known = tickets.find(folder, job.id);
      return known !== null && (known.disc !== disc.id || known.state !== 'intended');
    });
    return isTaken ? plan(from + 1) : found;
  };
  return plan(attempt);
}

/**
 * Places all of a plan in the hot folder: the data first, then each ticket, by rename. What was placed by a try that broke off
 * is not placed twice.
 *
 * @throws AppError `disc-damaged`, or what the system does
 */
export async function sendJobs(
  disc: MadeDisc,
  { robot, folder }: HotFolder,
  plan: JobPlan,
  ports: RobotPorts,
): Promise<void> {
  const { store, tickets, signal } = ports;
  store.transaction(() => {
    for (const { job, copies } of plan.jobs)
      tickets.intend({
        ...{ robot: robot.id, folder, job: job.id, disc: disc.id },
        ...{ copies: copies.map(({ id }) => id), attempt: attemptOf(job.id) },
      });
  });
  for (const file of plan.data) {
    signal.throwIfAborted();
    await placeData(file, folder, disc, signal);
  }
  const seen = new Set((await readHotFolder(folder, robot)).map(({ job }) => job));
  for (const planned of plan.jobs) {
    signal.throwIfAborted();
    if (!seen.has(planned.job.id)) await placeTicket(planned, folder, robot);
    take({ job: planned.job.id, state: 'queued', good: null, bad: null, message: null }, folder, ports);
  }
}

function attemptOf(job: string): number {
  return Number(/-r(\d+)$/.exec(job)?.[1] ?? '1');
}

async function placeTicket(
  { job, ticketName, mergeName, files }: PlannedJob,
  folder: string,
  robot: Robot,
): Promise<void> {
  const { job: read, problems } = robot.read(files);
  if (read === null)
    throw new Error(`the ticket of ${job.id} is not valid: ${problems.map((one) => one.message).join('; ')}`);
  if (mergeName !== null && files.merge !== null) await replaceFileWith(join(folder, mergeName), files.merge);
  await replaceFileWith(join(folder, ticketName), files.ticket);
}

/** A job as it stands, with the ticket that we sent; null where somebody else did. */
export interface ToldJob extends JobStatus {
  readonly sent: SentTicket | null;
  /** What is wrong with the ticket as it lies in the folder, one phrase each. */
  readonly faults: readonly string[];
}

/**
 * Asks how all jobs of a hot folder stand. What is news of ours is kept, with its event. A ticket that the robot has put away
 * stands as it did.
 *
 * @throws AppError `folder-unreadable`
 */
export async function askJobs(
  folder: string,
  robot: Robot,
  ports: RobotPorts,
  faultsOf: (seen: SeenJob) => Promise<readonly string[]>,
): Promise<ToldJob[]> {
  const seen = await readHotFolder(folder, robot);
  const told: ToldJob[] = [];
  for (const job of seen) {
    take(job, folder, ports);
    const { ticket: _, ...status } = job;
    told.push({ ...status, sent: ports.tickets.find(folder, job.job), faults: await faultsOf(job) });
  }
  const known = new Set(seen.map(({ job }) => job));
  const away = ports.tickets
    .inFolder(folder)
    .filter(({ job, robot: id, state }) => !known.has(job) && id === robot.id && state !== 'intended');
  return [
    ...told,
    ...away.map((sent) => ({
      ...{ job: sent.job, state: sent.state as JobStatus['state'], good: sent.good, bad: sent.bad },
      ...{ message: sent.message, sent, faults: [] },
    })),
  ];
}

/** Keeps what is told of a job, and the event where its state is news. */
function take(status: JobStatus, folder: string, { store, tickets, events }: RobotPorts): void {
  store.transaction(() => {
    const before = tickets.find(folder, status.job);
    const ticket = tickets.observe(folder, status);
    if (ticket === null || ticket.state === before?.state || ticket.state === 'intended') return;
    const order = orderOfDisc(store, ticket.disc);
    if (order === null) return;
    const { disc, job, robot, copies, good, bad, message } = ticket;
    events.append(order.batch, `disc-job-${ticket.state}`, order.row, {
      disc,
      job,
      robot,
      copies: copies.length,
      good,
      bad,
      message,
    });
  });
}
