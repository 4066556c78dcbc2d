import type { Ora } from 'ora';
import { systemClock } from '../../base/clock.ts';
import { escapeControl } from '../../base/text.ts';
import type { OrderResult } from '../../model/batch.ts';
import type { Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import type { ManifestResult } from '../run-manifests.ts';
import { noteForecast } from './forecast.ts';
import type { Reporter } from './index.ts';
import { formatOrders } from './orders.ts';
import { nextSteps } from './next-steps.ts';
import { formatPlan } from './plan.ts';
import { scanTeller } from './scan-progress.ts';

/** For people: a live line on a terminal, and at the end a table, the bundles and what to do with them. */
export async function textReporter(context: Context, dryRun: boolean): Promise<Reporter> {
  const line = await liveLine(context);
  const tellScan = scanTeller(systemClock);
  let current = '';
  let worked = false;
  return {
    refused: (problems) => context.note(formatProblems(problems, context.notePaint)),
    scanning: (progress) => {
      const text = tellScan(progress);
      if (text !== null) line.show(text);
    },
    scanned: ({ problems }) => line.note(formatProblems(problems, context.notePaint)),
    foretold: (lines) => {
      line.stop();
      noteForecast(lines, context);
    },
    started: ({ row, title }) => {
      current = `row ${row} ${escapeControl(title)}`;
      line.show(current);
    },
    progress: (activity, share) => line.show(`${current}: ${activity}, ${Math.floor(share * 100)} %`),
    finished: (_result, fresh) => {
      worked ||= fresh;
    },
    close: () => line.stop(),
    end: async (results) => {
      for (const result of results) await tellResult(result, context, dryRun, worked);
    },
  };
}

export interface LiveLine {
  show(text: string): void;
  /** Writes a message that stays. */
  note(text: string): void;
  stop(): void;
}

/** The line is only there on a terminal; the spinner's library is loaded only for one. */
export async function liveLine(context: Context): Promise<LiveLine> {
  const { stderr, settings } = context;
  // A terminal that tells no width (0 columns) would make ora clear lines without end.
  if (stderr.isTTY !== true || !stderr.columns || settings.quiet)
    return { show: () => undefined, note: context.note, stop: () => undefined };
  const { default: ora } = await import('ora');
  const spinner: Ora = ora({
    stream: stderr as NodeJS.WriteStream,
    discardStdin: false,
    hideCursor: false,
    color: settings.color ? 'cyan' : (false as never),
  });
  return {
    show: (text) => {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    note: (text) => {
      spinner.stop();
      context.note(text);
    },
    stop: () => void spinner.stop(),
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
