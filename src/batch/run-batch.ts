/** Submitting, working and waiting in one: what `run` does. */
import { AppError, ExitCode } from '../base/errors.ts';
import type { BatchResult } from '../model/batch.ts';
import type { EventKind } from '../model/events.ts';
import { dataVersion } from '../store/next-change.ts';
import type { Presence } from './presence.ts';
import { submit, batchId, type Submission } from './submit.ts';
import type { WorkerPorts } from './run-job.ts';
import { work, type WorkOptions } from './worker.ts';

/**
 * Works through all orders of a batch, together with whoever else does; what was done before is not done again.
 *
 * @throws AppError `batch-locked` where others are at work on it already; the signal's reason
 */
export async function runBatch(
  submission: Submission,
  presence: Presence,
  options: Pick<WorkOptions, 'atATime'>,
  ports: WorkerPorts,
): Promise<Omit<BatchResult, 'problems'>> {
  const { jobs, batches, store, watcher } = ports;
  presence.takeOver();
  const batch = store.transaction(() => {
    const id = batchId(submission.orders, submission.options);
    if (jobs.taken(id).length > 0) throw batchLocked(submission.manifest, id);
    return submit(submission, ports, { anew: true });
  });
  const told = new Set<number>();
  const telling: WorkerPorts['watcher'] = {
    ...watcher,
    finished: (result, fresh) => {
      if (!told.has(result.row)) watcher.finished(result, fresh, batch);
      told.add(result.row);
    },
  };
  const follower = followOthers(batch, telling, ports);
  try {
    const all = { batch, untilIdle: true, patience: [] };
    await work(presence, { ...options, ...all }, { ...ports, watcher: telling });
  } finally {
    clearInterval(follower);
  }
  const result = batches.get(batch)!;
  for (const order of result.orders) telling.finished(order, true);
  return result;
}

const ENDS: ReadonlySet<EventKind> = new Set(['order-done', 'order-short', 'order-waiting', 'order-failed']);
const LOOK_MS = 250;

/** Tells what other workers have done of the batch. */
function followOthers(batch: string, watcher: WorkerPorts['watcher'], ports: WorkerPorts): NodeJS.Timeout {
  const { store, events, batches } = ports;
  let version = dataVersion(store);
  let last = events.last(batch);
  return setInterval(() => {
    if (dataVersion(store) === version) return;
    version = dataVersion(store);
    for (const { kind, row, sequence } of events.since(batch, last)) {
      last = sequence;
      if (ENDS.has(kind) && row !== null) watcher.finished(batches.result(batch, row)!, true);
    }
  }, LOOK_MS);
}

/** The error for a batch that others are at work on. */
export function batchLocked(manifest: string, batch: string): AppError {
  return new AppError('batch-locked', `another run is working on ${manifest} (batch ${batch})`, {
    hint: `follow it with mixpress watch ${batch.slice(0, 6)}, or see how it stands with mixpress status ${batch.slice(0, 6)}`,
    exitCode: ExitCode.locked,
  });
}
