import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { eventStore } from '../../batch/event-store.ts';
import { orderOfDisc } from '../../batch/order-of-disc.ts';
import { planSending, sendJobs, type HotFolder, type RobotPorts } from '../../batch/robot-jobs.ts';
import { findMadeDiscs, type MadeDisc } from '../../discs/made-disc.ts';
import { findRobot, ROBOTS } from '../../discs/robots/index.ts';
import type { JobPlan } from '../../discs/robots/plan-jobs.ts';
import { ticketStore } from '../../discs/robots/ticket-store.ts';
import { PRIORITIES, type Priority } from '../../model/order.ts';
import type { Command } from '../command.ts';
import { printAnswer, type Context } from '../context.ts';
import { KEY_OPTIONS } from '../keys.ts';
import { pickCopies } from '../pick-copies.ts';
import { withUnpacked } from '../unpacked-bundle.ts';
import { withStore } from '../workspace.ts';

export const discTicket: Command = {
  parameters: '<folder...>',
  explain: { folder: 'a bundle or its unpacked folder: all of its discs; or the folder of one of them' },
  description:
    'Has a disc robot make all copies of a disc: places the data in its hot folder, then a job ticket, by rename, and keeps what was ' +
    'sent, so the same command again sends nothing twice. A label with fields, filled in with id and serial number, gets a ticket a ' +
    'copy; else one ticket makes all copies. Robots:\n' +
    ROBOTS.map(
      ({ id, name, extension, content, labels }) =>
        `  ${id}: ${name}, .${extension}\n      takes ${content.join(', ')}; labels ${labels.map((one) => `.${one}`).join(' ')}`,
    ).join('\n') +
    '\nJSON: [{disc, folder, sent, jobs: [{job, copies, ticket}], notTold}].',
  options: [
    { flags: '--robot <robot>', summary: `whose tickets to write: ${ROBOTS.map(({ id }) => id).join(', ')}` },
    {
      flags: '--hot <dir>',
      summary: 'the folder that the robot watches, as it is seen from here (default: beside the bundle)',
    },
    {
      flags: '--path-prefix <path>',
      summary: 'the same folder as the computer of the robot sees it (default: as here)',
    },
    { flags: '--label <file>', summary: 'what is printed on the discs' },
    { flags: '--priority <priority>', summary: `${PRIORITIES.join(', ')} (default: that of the order, else normal)` },
    { flags: '--verify', summary: 'have each disc read back, if the tickets can say so' },
    { flags: '--copy <number>', summary: 'only this copy (repeatable)', repeatable: true },
    { flags: '--again', summary: 'also what was sent before' },
    { flags: '--dry-run', summary: 'tell what would be sent, and send nothing' },
    ...KEY_OPTIONS,
  ],
  examples: [
    [
      'mixpress disc ticket jazz/disc-1 --robot ptburn --hot /mnt/robot --path-prefix "J:"',
      'make it on a Disc Publisher',
    ],
    ['mixpress disc ticket jazz --robot tdbridge --hot /mnt/tdb --label label.tdd', 'each with its own label'],
    [
      'mixpress disc ticket jazz/disc-1 --robot ptburn --hot /mnt/robot --copy 3 --again',
      'make a spoiled one once more',
    ],
  ],
  run: (context, [folders], options) =>
    withUnpacked(folders as string[], context, options, async (paths) =>
      sendDiscs(paths, await hotFolderFrom((folders as string[])[0]!, options), options, context),
    ),
};

async function sendDiscs(
  folders: readonly string[],
  hot: HotFolder,
  options: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<ExitCode> {
  const label = options['label'] === undefined ? null : resolve(options['label'] as string);
  if (label !== null) await mustBeFile(label);
  const discs: MadeDisc[] = [];
  for (const folder of folders) discs.push(...(await findMadeDiscs(folder)));
  const asked = priorityFrom(options['priority']);
  const isDry = options['dryRun'] === true;
  return withStore(context, isDry ? 'scratch' : 'kept', async (store) => {
    const ports: RobotPorts = {
      ...{ store, tickets: ticketStore(store, systemClock), events: eventStore(store, systemClock) },
      signal: context.signal,
    };
    const plans = discs.map((disc) => ({
      disc,
      plan: planSending(
        disc,
        hot,
        {
          priority: asked ?? orderOfDisc(store, disc.id)?.priority ?? 'normal',
          verify: options['verify'] === true,
          label,
          copies: pickCopies(disc, options['copy']),
          again: options['again'] === true,
        },
        ports.tickets,
      ),
    }));
    const told: Told[] = [];
    for (const { disc, plan } of plans) {
      if (plan !== null && !isDry) await sendJobs(disc, hot, plan, ports);
      told.push(toldOf(disc, plan, isDry));
    }
    printAnswer(context, told, told, () =>
      context.settings.quiet ? '' : told.map((one) => describe(one, hot.folder)).join(''),
    );
    warnOfLosses(
      plans.map(({ plan }) => plan),
      hot,
      context,
    );
    return ExitCode.done;
  });
}

/** The folder that was asked for, else the one that the bundle lies in. */
async function hotFolderFrom(
  bundle: string,
  { robot, hot, pathPrefix }: Readonly<Record<string, unknown>>,
): Promise<HotFolder> {
  if (typeof robot !== 'string')
    throw new AppError('no-robot', 'which robot, and where is its hot folder?', {
      hint: `add --robot ${ROBOTS[0]!.id} --hot DIR`,
      exitCode: ExitCode.usage,
    });
  const folder = hot === undefined ? dirname(resolve(bundle)) : resolve(hot as string);
  const info = await stat(folder).catch(() => null);
  if (info?.isDirectory() !== true)
    throw new AppError('folder-unreadable', `there is no folder ${folder}`, {
      hint: 'make it, or mount the share',
      exitCode: ExitCode.usage,
    });
  return { robot: findRobot(robot), folder, prefix: typeof pathPrefix === 'string' ? pathPrefix : folder };
}

async function mustBeFile(path: string): Promise<void> {
  const info = await stat(path).catch((error: unknown) => systemErrorReason(error));
  if (typeof info !== 'string' && info.isFile()) return;
  throw new AppError(
    'file-unreadable',
    `can't read the label ${path}: ${typeof info === 'string' ? info : 'it is no file'}`,
    {
      hint: 'name a file that is there',
      exitCode: ExitCode.usage,
    },
  );
}

function priorityFrom(value: unknown): Priority | null {
  if (value === undefined) return null;
  const found = PRIORITIES.find((one) => one === value);
  if (found !== undefined) return found;
  throw new AppError('unknown-priority', `there is no priority ${JSON.stringify(value)}`, {
    hint: `choose one of ${PRIORITIES.join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

interface Told {
  readonly disc: string;
  readonly title: string;
  readonly folder: string | null;
  readonly sent: boolean;
  readonly jobs: readonly { readonly job: string; readonly copies: readonly string[]; readonly ticket: string }[];
  readonly notTold: readonly string[];
}

function toldOf({ id, title }: MadeDisc, plan: JobPlan | null, isDry: boolean): Told {
  const jobs = plan?.jobs ?? [];
  return {
    ...{ disc: id, title, folder: plan?.folder ?? null, sent: plan !== null && !isDry },
    jobs: jobs.map(({ job, copies, ticketName }) => ({
      ...{ job: job.id, copies: copies.map(({ serial }) => serial), ticket: ticketName },
    })),
    notTold: plan?.losses ?? [],
  };
}

function describe({ title, jobs, sent }: Told, folder: string): string {
  const name = escapeControl(title);
  if (jobs.length === 0) return `${name}: was sent before\n`;
  const copies = jobs.reduce((sum, job) => sum + job.copies.length, 0);
  const tickets = jobs.length === 1 ? jobs[0]!.ticket : `${jobs.length} tickets`;
  return `${name}: ${sent ? 'sent' : 'would send'} ${tickets} for ${copies} ${copies === 1 ? 'copy' : 'copies'} to ${escapeControl(folder)}\n`;
}

function warnOfLosses(plans: readonly (JobPlan | null)[], { robot }: HotFolder, { note, notePaint }: Context): void {
  const losses = new Set(plans.flatMap((plan) => plan?.losses ?? []));
  for (const loss of losses) note(`${notePaint.yellow('warning:')} tickets of ${robot.name} can't tell ${loss}\n`);
}
