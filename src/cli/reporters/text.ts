import { systemClock } from '../../base/clock.ts';
import { escapeControl } from '../../base/text.ts';
import type { OrderResult } from '../../model/batch.ts';
import type { Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import type { ManifestResult } from '../run-manifests.ts';
import { noteForecast } from './forecast.ts';
import type { Reporter } from './index.ts';
import { liveBlock } from './live-block.ts';
import { formatOrders } from './orders.ts';
import { nextSteps } from './next-steps.ts';
import { formatPlan } from './plan.ts';
import { progressBoard } from './progress-board.ts';
import { scanTeller } from './scan-progress.ts';
import { noteStopping } from './stopping.ts';

/** For people: a live block on a terminal, and at the end a table, the bundles and what to do with them. */
export async function textReporter(context: Context, dryRun: boolean): Promise<Reporter> {
  const block = await liveBlock(context);
  const tellScan = scanTeller(systemClock);
  let wanted: number | null = null;
  const board = progressBoard(systemClock, (finished) => wanted && wanted - finished);
  let worked = false;
  return {
    refused: (problems) => context.note(formatProblems(problems, context.notePaint)),
    scanning: (progress) => {
      const text = tellScan(progress);
      if (text !== null) block.show(text);
    },
    scanned: ({ problems }) => block.note(formatProblems(problems, context.notePaint)),
    foretold: (lines) => {
      block.stop();
      noteForecast(lines, context);
    },
    expecting: (orders) => void (wanted = orders),
    started: () => undefined,
    stopping: () => {
      block.stop();
      noteStopping(context);
    },
    progress: (...told) => {
      board.progress(...told);
      block.show(board.lines);
    },
    left: board.left,
    finished: (_result, fresh) => {
      board.finished();
      worked ||= fresh;
    },
    close: () => block.stop(),
    end: async (results) => {
      for (const result of results) await tellResult(result, context, dryRun, worked);
    },
  };
}

async function tellResult(result: ManifestResult, context: Context, dryRun: boolean, worked: boolean): Promise<void> {
  const { orders } = result;
  const wrong = orders.filter(({ state }) => state !== 'done');
  if (context.settings.quiet) {
    for (const order of wrong)
      context.note(
        `${order.state}: row ${order.row} ${escapeControl(order.title)}: ${escapeControl(order.reason ?? '')}\n`,
      );
    return;
  }
  if (dryRun) return tellPlan(result, context);
  context.print(`${escapeControl(result.manifest)}: batch ${result.batch}\n`);
  context.print(await formatOrders(orders, context.paint));
  context.print(summary(orders, worked));
  context.print(nextSteps(result));
}

async function tellPlan({ orders, products, manifest, batch }: ManifestResult, context: Context): Promise<void> {
  context.print(`${escapeControl(manifest)}: the plan of batch ${batch}; nothing is written\n`);
  context.print(await formatOrders(orders, context.paint));
  for (const order of orders) {
    const product = products?.get(order.row);
    if (product) context.print(`\nrow ${order.row} ${escapeControl(order.title)}\n${await formatPlan(product)}`);
  }
}

function summary(orders: readonly OrderResult[], worked: boolean): string {
  const states = ['done', 'short', 'waiting', 'failed'] as const;
  const counts = states
    .map((state) => [orders.filter((order) => order.state === state).length, state] as const)
    .filter(([n]) => n > 0);
  const text = counts.map(([n, state]) => `${n} ${state}`).join(', ');
  return `\n${text}${worked ? '' : '; all as before, nothing to do'}\n`;
}
