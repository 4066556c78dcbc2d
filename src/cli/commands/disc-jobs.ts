import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { eventStore } from '../../batch/event-store.ts';
import { askJobs, type ToldJob } from '../../batch/robot-jobs.ts';
import { pathsOf } from '../../discs/robots/fit.ts';
import { readSmall, robotOfFolder, type SeenJob } from '../../discs/robots/hot-folder.ts';
import { findRobot, ROBOTS } from '../../discs/robots/index.ts';
import type { Robot } from '../../discs/robots/robot.ts';
import { ticketStore, type TicketStore } from '../../discs/robots/ticket-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const discJobs: Command = {
  parameters: '<dir>',
  explain: { dir: 'hot folder of a disc robot, as it is seen from here' },
  description:
    'Shows how the jobs of a disc robot stand, by the names that it gives to their tickets and by its status files, and checks the ' +
    'tickets. What is news of jobs that mixpress sent goes into the log of their batches. Exit code 3 where a job failed. ' +
    'JSON: [{job, state, good, bad, message, disc, copies, faults}].',
  options: [
    {
      flags: '--robot <robot>',
      summary: `whose folder it is: ${ROBOTS.map(({ id }) => id).join(', ')} (default: as its tickets tell)`,
    },
  ],
  examples: [
    ['mixpress disc jobs /mnt/robot', 'how the jobs stand'],
    ['mixpress disc jobs /mnt/robot --format json | jq \'.[] | select(.state == "failed")\'', 'those that failed'],
  ],
  run: (context, [dir], options) =>
    withStore(context, 'kept', async (store) => {
      const folder = resolve(dir as string);
      const tickets = ticketStore(store, systemClock);
      const ports = { store, tickets, events: eventStore(store, systemClock), signal: context.signal };
      const robot = await robotFrom(options['robot'], folder, tickets);
      const jobs = robot === null ? [] : await askJobs(folder, robot, ports, (job) => faultsOf(job, folder, robot));
      const answer = jobs.map(({ sent, faults, ...status }) => ({
        ...status,
        ...{ disc: sent?.disc ?? null, copies: sent?.copies ?? [], faults },
      }));
      const table = await tableOf(jobs);
      printAnswer(context, answer, answer, () => (jobs.length === 0 ? '' : table));
      return jobs.some(({ state }) => state === 'failed') ? ExitCode.someOrdersFailed : ExitCode.done;
    }),
};

/** Null where nothing of any robot is there. */
async function robotFrom(asked: unknown, folder: string, tickets: TicketStore): Promise<Robot | null> {
  if (asked !== undefined) return findRobot(String(asked));
  const known = [...new Set(tickets.inFolder(folder).map(({ robot }) => robot))];
  const found = known.length === 1 ? findRobot(known[0]!) : await robotOfFolder(folder, ROBOTS);
  if (found !== null) return found;
  const ambiguous = (await Promise.all(ROBOTS.map((robot) => robotOfFolder(folder, [robot])))).some(
    (one) => one !== null,
  );
  if (!ambiguous) return null;
  throw new AppError('no-robot', `it can't be told whose hot folder ${folder} is`, {
    hint: `add --robot ${ROBOTS.map(({ id }) => id).join(', or ')}`,
    exitCode: ExitCode.usage,
  });
}

/** What is wrong with a ticket as it lies there, and which of its files are missing, as far as they can be seen from here. */
async function faultsOf({ ticket }: SeenJob, folder: string, robot: Robot): Promise<string[]> {
  const text = ticket === null ? null : await readSmall(ticket);
  if (text === null) return [];
  const name = /^(?:REPLACE_FIELD|merge)=(.*)$/m.exec(text)?.[1]?.trim() ?? null;
  const merge = name === null ? null : await readSmall(join(folder, seenHere(name)));
  const { job, problems } = robot.read({ ticket: text, merge });
  if (job === null) return problems.map(({ line, message }) => `${line === null ? '' : `line ${line}: `}${message}`);
  const missing: string[] = [];
  for (const path of pathsOf(job)) {
    const here = join(folder, seenHere(path));
    const [there, parent] = await Promise.all([here, join(here, '..')].map((one) => stat(one).catch(() => null)));
    if (there === null && parent !== null && join(here, '..') !== folder) missing.push(`${path} is missing`);
  }
  return missing;
}

/** The last two parts of a path: data lies in folders of the hot folder. */
function seenHere(path: string): string {
  return path.split(/[\\/]/).slice(-2).join('/');
}

function tableOf(jobs: readonly ToldJob[]): Promise<string> {
  const columns = [
    { heading: 'JOB' },
    { heading: 'STATE' },
    { heading: 'GOOD', right: true },
    { heading: 'BAD', right: true },
    { heading: 'DISC' },
    { heading: 'MESSAGE' },
  ];
  return formatTable(
    columns,
    jobs.map(({ job, state, good, bad, message, sent, faults }) => [
      escapeControl(job),
      state,
      good === null ? '' : String(good),
      bad === null ? '' : String(bad),
      sent?.disc ?? '',
      escapeControl([...(message === null ? [] : [message]), ...faults].join('; ')),
    ]),
  );
}
