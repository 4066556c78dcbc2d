import { systemClock } from '../base/clock.ts';
import { AppError, ExitCode, systemErrorCode } from '../base/errors.ts';
import { pause } from '../base/pause.ts';
import { escapeControl } from '../base/text.ts';
import type { ScanLibraries } from '../batch/batch-job.ts';
import { openDesk } from '../batch/desk.ts';
import type { Watcher } from '../batch/ports.ts';
import { wake } from '../batch/wake.ts';
import { work, type WorkOptions } from '../batch/worker.ts';
import { scanFolders } from '../library/scan.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { exitCodeOf } from './exit-code.ts';
import { givenPassphrase } from './keys.ts';
import { formatProblems } from './problems.ts';
import { noteForecast } from './reporters/forecast.ts';
import { liveBlock, type LiveBlock } from './reporters/live-block.ts';
import { progressBoard } from './reporters/progress-board.ts';
import { noteStopping } from './reporters/stopping.ts';
import { wholeNumber } from './whole-number.ts';
import { openWorker } from './work.ts';
import { withStore } from './workspace.ts';

/** The waits before an order is tried again; the last one is that of all after it. */
const WAITS_MS = [1_000, 5_000, 30_000, 120_000, 600_000];

/** Does what `mixpress worker` is asked for. */
export async function workerCommand(
  context: Context,
  _parameters: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const leaseMs = 1000 * (wholeNumber(options['lease'], '--lease', 1) ?? 30);
  const retries = wholeNumber(options['retries'], '--retries', 0) ?? WAITS_MS.length;
  const untilIdle = options['once'] === true;
  const asked: WorkOptions = {
    ...{ batch: null, untilIdle },
    atATime: wholeNumber(options['jobs'], '--jobs', 1) ?? 1,
    patience: Array.from({ length: Math.min(retries, 1000) }, (_, i) => WAITS_MS[i] ?? WAITS_MS.at(-1)!),
  };
  const passphrase = await givenPassphrase(options);
  const ended: OrderResult[] = [];
  const code = (): ExitCode => exitCodeOf({ orders: ended });
  return withStore(context, 'kept', async (store) => {
    const scan = scanner(store, context);
    const block = await liveBlock(context);
    const { jobs } = openDesk(store, systemClock);
    const watcher = withProgress(teller(context, ended), block, () => jobs.count(null));
    const worker = await openWorker(store, context, watcher, { leaseMs, scan, passphrase });
    try {
      for (;;) {
        const trouble = await work(worker.presence, asked, worker.ports).catch((error: unknown) => {
          if (untilIdle || !isTroubleOfStore(error)) throw error;
          return error as Error;
        });
        if (trouble === undefined) return code();
        block.note(`${context.notePaint.yellow('warning:')} the database can't be used: ${trouble.message}\n`);
        await pause(TROUBLE_MS, context.signal);
      }
    } finally {
      block.stop();
      await worker.close();
    }
  });
}

const TROUBLE_MS = 5000;

/** The database is locked, or its disk is full: somebody will see to it. */
function isTroubleOfStore(error: unknown): boolean {
  return !(error instanceof AppError) && /^SQLITE_(BUSY|FULL|IOERR)/.test(systemErrorCode(error) ?? '');
}

/** The watcher, with what is being made in a live block, which is only there while there is something. */
function withProgress(watcher: Watcher, block: LiveBlock, countLeft: () => number): Watcher {
  let left = countLeft();
  const board = progressBoard(systemClock, () => left);
  const show = (): void => (board.isIdle() ? block.stop() : block.show(board.lines));
  return {
    ...watcher,
    started: (order) => {
      left = countLeft();
      watcher.started(order);
    },
    stopping: () => {
      block.stop();
      watcher.stopping?.();
    },
    progress: (...told) => {
      board.progress(...told);
      show();
    },
    left: (job) => {
      board.left(job);
      show();
    },
    finished: (...told) => {
      left = countLeft();
      board.finished();
      watcher.finished(...told);
    },
  };
}

function scanner(store: Store, context: Context): ScanLibraries {
  return async (folders) => {
    if (folders.length === 0) return [];
    const report = await scanFolders(store, folders, {
      signal: context.signal,
      repeatProblems: !context.settings.quiet,
      refuseEmptied: true,
    });
    context.note(formatProblems(report.problems, context.notePaint));
    if (report.new + report.changed + report.moved > 0) await wake(store, systemClock);
    return report.roots;
  };
}

/** Tells of each order that has come to an end, unless all was as before. */
function teller(context: Context, ended: OrderResult[]): Watcher {
  const { settings, print, note } = context;
  return {
    foretold: (lines) => noteForecast(lines, context),
    stopping: () => noteStopping(context),
    started: () => undefined,
    progress: () => undefined,
    finished: (result, fresh, batch) => {
      ended.push(result);
      if (!fresh) return;
      const { row, title, state, reason, bundle, deliveries } = result;
      if (settings.format !== 'text') return print(`${JSON.stringify({ batch, ...result })}\n`);
      const tell = (what: string, why: string, isBad: boolean): void => {
        const line = escapeControl(`${what}: batch ${batch}, row ${row} ${title}: ${why}`).concat('\n');
        if (!settings.quiet) print(line);
        else if (isBad) note(line);
      };
      tell(state, reason ?? bundle ?? '', state !== 'done' && state !== 'cancelled');
      for (const missed of deliveries) if (!missed.delivered) tell('undelivered', missed.reason ?? '', true);
    },
  };
}
