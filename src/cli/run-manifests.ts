import { openEngine } from '../audio/engine.ts';
import { openPorts, type Ports } from '../batch/ports.ts';
import { planBatch } from '../batch/run.ts';
import { batchLocked, runBatch } from '../batch/run-batch.ts';
import { batchId, submit, type Submission } from '../batch/submit.ts';
import { wake } from '../batch/wake.ts';
import { systemClock } from '../base/clock.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { BatchResult } from '../model/batch.ts';
import { libraryView } from '../library/view.ts';
import { scanFolders } from '../library/scan.ts';
import { takeLock } from '../store/lock.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import type { Reporter } from './reporters/index.ts';
import type { NamedSubmission } from './submissions.ts';
import { openWorker } from './work.ts';
import { withStore, workspaceOf } from './workspace.ts';

export type ManifestResult = BatchResult & {
  readonly manifest: string;
  /** What it was asked for with. */
  readonly asked: Pick<Submission, 'orders' | 'options'>;
  /** What a dry run has planned, by row. */
  readonly products?: Awaited<ReturnType<typeof planBatch>>['products'];
};

export interface ManifestResults {
  readonly results: readonly ManifestResult[];
  /** Manifests that somebody else is at work on. */
  readonly locked: readonly AppError[];
}

/** Scans the library once, then works through the batches one after the other. */
export async function runManifests(
  submissions: readonly NamedSubmission[],
  context: Context,
  reporter: Reporter,
  passphrase: string | null,
): Promise<ManifestResults> {
  return withStore(context, 'kept', async (store) => {
    const scanned = { roots: [] as readonly string[], problems: [] as readonly Problem[] };
    const worker = await openWorker(store, context, reporter, {
      leaseMs: LEASE_MS,
      passphrase,
      // All manifests have the same folders, which are scanned below.
      scan: () => Promise.resolve(scanned.roots),
    });
    const results: ManifestResult[] = [];
    const locked: AppError[] = [];
    try {
      // The decoder starts while the library is scanned; what goes wrong with it is told when it is needed.
      void worker.ports.engine(submissions[0]!.work.engine).then((engine) => engine.describe().catch(() => undefined));
      Object.assign(scanned, await scan(store, context, reporter, submissions));
      await wake(store, systemClock);
      for (const { problems, ...submission } of submissions) {
        const lock = takeLock(lockPath(submission, context));
        try {
          if (!lock) throw batchLocked(submission.manifest, batchId(submission.orders, submission.options));
          const result = await runBatch(submission, worker.presence, { atATime: 1 }, worker.ports);
          results.push({
            ...result,
            manifest: submission.manifest,
            asked: submission,
            problems: [...problems, ...scanned.problems],
          });
        } catch (error) {
          if (!(error instanceof AppError) || error.exitCode !== ExitCode.locked) throw error;
          locked.push(error);
        } finally {
          lock?.release();
        }
      }
    } finally {
      await worker.close();
    }
    return { results, locked };
  });
}

const LEASE_MS = 30_000;

/** Keeps a second run of the same batch out. */
function lockPath({ orders, options }: Submission, { settings }: Context): string {
  return workspaceOf(settings.home).lock(batchId(orders, options));
}

/** Plans the batches on a scratch copy of the workspace. */
export async function planManifests(
  submissions: readonly NamedSubmission[],
  context: Context,
  reporter: Reporter,
): Promise<ManifestResult[]> {
  return withStore(context, 'scratch', async (store) => {
    const scanned = await scan(store, context, reporter, submissions);
    const library = libraryView(store, scanned.roots);
    const ports = await scratchPorts(store, context, reporter);
    const results: ManifestResult[] = [];
    for (const { problems, ...submission } of submissions) {
      const { manifest, orders, options, work } = submission;
      const batch = submit(submission, ports);
      const planned = await planBatch({ batch, orders, options, library, folder: work.folder }, ports);
      results.push({ ...planned, manifest, asked: submission, problems: [...problems, ...scanned.problems] });
    }
    return results;
  });
}

async function scratchPorts(store: Store, context: Context, watcher: Reporter): Promise<Ports> {
  return openPorts({
    store,
    clock: systemClock,
    engine: await openEngine('embedded'),
    tool: { name: 'mixpress', version: context.version },
    workFolder: '',
    outFolder: '',
    signal: context.signal,
    watcher,
  });
}

async function scan(
  store: Store,
  context: Context,
  reporter: Reporter,
  submissions: readonly NamedSubmission[],
): Promise<{ roots: readonly string[]; problems: readonly Problem[] }> {
  const folders = submissions[0]!.work.libraries;
  if (folders.length === 0) return { roots: [], problems: [] };
  const report = await scanFolders(store, folders, {
    signal: context.signal,
    repeatProblems: !context.settings.quiet,
    refuseEmptied: true,
    onProgress: (progress) => reporter.scanning(progress),
  });
  reporter.scanned(report);
  return report;
}
