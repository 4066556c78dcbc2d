import { openEngine, type AudioEngine, type EngineId } from '../audio/engine.ts';
import { openPorts, type Ports } from '../batch/ports.ts';
import { runBatch, type RunResult } from '../batch/run.ts';
import { batchId, submit } from '../batch/submit.ts';
import { systemClock } from '../base/clock.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { Target } from '../delivery/target.ts';
import { startPump } from '../delivery/webhooks/background-pump.ts';
import type { BatchOptions } from '../model/batch.ts';
import { libraryView } from '../library/view.ts';
import { scanFolders } from '../library/scan.ts';
import { takeLock } from '../store/lock.ts';
import type { Store } from '../store/store.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Context } from './context.ts';
import { courierFor } from './courier.ts';
import type { LoadedManifest } from './manifests.ts';
import type { Reporter } from './reporters/index.ts';
import { pumpWorld } from './webhooks.ts';
import { withStore, workspaceOf } from './workspace.ts';

export interface RunOptions {
  readonly libraries: readonly string[];
  readonly outFolder: string;
  readonly deliver: readonly Target[];
  readonly dryRun: boolean;
  readonly engine: EngineId;
  readonly batch: BatchOptions;
}

export type ManifestResult = RunResult & { readonly manifest: string; readonly problems: readonly Problem[] };

/** So long a run waits in the end for those who are told of it. */
const PUMP_BUDGET_MS = 3000;

/** Scans the library once, then works through the manifests one after the other. */
export async function runManifests(
  manifests: readonly LoadedManifest[],
  context: Context,
  reporter: Reporter,
  options: RunOptions,
): Promise<ManifestResult[]> {
  return withStore(context, options.dryRun ? 'scratch' : 'kept', async (store) => {
    const engine = await openEngine(options.engine);
    const results: ManifestResult[] = [];
    const courier = courierFor(context, store);
    const pump = options.dryRun ? null : startPump(pumpWorld(context, store));
    try {
      // The decoder starts while the library is scanned; what goes wrong with it is told when it is needed.
      if (!options.dryRun) void engine.describe().catch(() => undefined);
      const scanned = await scan(store, context, reporter, options.libraries);
      const library = libraryView(store, scanned.roots);
      const ports = await portsFor(store, engine, courier, context, reporter, options);
      for (const manifest of manifests) {
        const result = await underLock(manifest, context, options, async () => {
          const batch = submit(manifest.name, manifest.orders, options.batch, ports);
          return runBatch(
            {
              batch,
              orders: manifest.orders,
              options: options.batch,
              library,
              folder: manifest.folder,
              dryRun: options.dryRun,
            },
            ports,
          );
        });
        results.push({ ...result, manifest: manifest.name, problems: [...manifest.problems, ...scanned.problems] });
      }
    } finally {
      await engine.close();
      await courier.close();
      await pump?.close(PUMP_BUDGET_MS);
    }
    return results;
  });
}

async function scan(
  store: Store,
  context: Context,
  reporter: Reporter,
  folders: readonly string[],
): Promise<{ roots: readonly string[]; problems: readonly Problem[] }> {
  if (folders.length === 0) return { roots: [], problems: [] };
  const report = await scanFolders(store, folders, {
    signal: context.signal,
    onProgress: (progress) => reporter.scanning(progress),
  });
  reporter.scanned(report);
  return report;
}

async function portsFor(
  store: Store,
  engine: AudioEngine,
  courier: Courier,
  context: Context,
  reporter: Reporter,
  options: RunOptions,
): Promise<Ports> {
  return openPorts({
    store,
    clock: systemClock,
    engine,
    tool: { name: 'mixpress', version: context.version },
    workFolder: workspaceOf(context.settings.home).work,
    outFolder: options.outFolder,
    dispatch: { targets: options.deliver, courier },
    signal: context.signal,
    watcher: reporter,
  });
}

/** Keeps a second run of the same batch out. */
async function underLock<T>(
  manifest: LoadedManifest,
  context: Context,
  options: RunOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (options.dryRun) return work();
  const batch = batchId(manifest.orders, options.batch);
  const lock = takeLock(workspaceOf(context.settings.home).lock(batch));
  if (!lock) {
    throw new AppError('batch-locked', `another run is working on ${manifest.name} (batch ${batch})`, {
      hint: `wait for it, or see how it stands with mixpress status ${batch.slice(0, 6)}`,
      exitCode: ExitCode.locked,
    });
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
