import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../../base/errors.ts';
import { compareText } from '../../base/text.ts';
import { JOB_STATES, type JobState, type JobStatus } from '../../model/robot-job.ts';
import { extensionOf } from './plain-text.ts';
import type { Robot } from './robot.ts';

/** What is known of a job from its hot folder, with the ticket as it lies there. */
export interface SeenJob extends JobStatus {
  /** Path of its ticket, whatever the robot calls it now; null where it has put it away. */
  readonly ticket: string | null;
}

/** Larger than any status file that makes sense. */
const MOST_BYTES = 1 << 22;

/**
 * Looks at all jobs of a hot folder: how far the names of their tickets say that they are, and what the robot's own files
 * say, which lie beside them or in a folder `Status`. Where the two differ, what comes later in the life of a job holds.
 *
 * @throws AppError `folder-unreadable`
 */
export async function readHotFolder(folder: string, robot: Robot): Promise<SeenJob[]> {
  const jobs = new Map<string, SeenJob>();
  const names = await listNames(folder);
  for (const name of names) {
    const state = stageOf(name, robot);
    if (state === null) continue;
    const job = basename(name).slice(0, -extensionOf(name).length - 1);
    merge(jobs, { job, state, good: null, bad: null, message: null, ticket: join(folder, name) });
  }
  const status = names.find((name) => name.toLowerCase() === 'status');
  const inner = status === undefined ? [] : await listNames(join(folder, status)).catch(() => []);
  const files = [...names.map((name) => join(folder, name)), ...inner.map((name) => join(folder, status!, name))];
  for (const path of files) {
    if (!robot.isStatus(basename(path))) continue;
    for (const told of robot.statuses(basename(path), (await readSmall(path)) ?? '')) {
      const state = told.state ?? jobs.get(told.job)?.state;
      if (state !== undefined) merge(jobs, { ...told, state, ticket: null });
    }
  }
  return [...jobs.values()].sort((a, b) => compareText(a.job, b.job));
}

/** The whole text of a small file; null where it is none, or can't be read at this moment. */
export async function readSmall(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  try {
    const info = await file?.stat();
    return info?.isFile() === true && info.size <= MOST_BYTES ? await file!.readFile('latin1') : null;
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

/** Which robot's tickets lie in a folder, by those that only one of them names so; null: none, or several. */
export async function robotOfFolder(folder: string, robots: readonly Robot[]): Promise<Robot | null> {
  const names = await listNames(folder);
  const told = (robot: Robot, name: string): boolean => {
    const others = robots.filter((other) => other !== robot);
    return stageOf(name, robot) !== null && others.every((other) => stageOf(name, other) === null);
  };
  const found = robots.filter((robot) => names.some((name) => told(robot, name)));
  return found.length === 1 ? found[0]! : null;
}

function stageOf(name: string, { stages }: Robot): JobState | null {
  const extension = extensionOf(name);
  return !name.startsWith('.') && Object.hasOwn(stages, extension) ? stages[extension]! : null;
}

function merge(jobs: Map<string, SeenJob>, told: SeenJob): void {
  const known = jobs.get(told.job);
  if (known === undefined) return void jobs.set(told.job, told);
  const rank = ({ state }: SeenJob): number => JOB_STATES.indexOf(state);
  const later = rank(told) >= rank(known) ? told : known;
  jobs.set(told.job, {
    job: told.job,
    state: later.state,
    good: told.good ?? known.good,
    bad: told.bad ?? known.bad,
    message: told.message ?? known.message,
    ticket: later.ticket ?? known.ticket ?? told.ticket,
  });
}

async function listNames(folder: string): Promise<string[]> {
  try {
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    return (await readdir(folder)).sort(compareText);
  } catch (error) {
    const hint =
      systemErrorCode(error) === 'ENOENT' ? 'make it, or mount the share' : 'name the folder that the robot watches';
    throw new AppError('folder-unreadable', `can't read the folder ${folder}: ${systemErrorReason(error)}`, {
      hint,
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}
