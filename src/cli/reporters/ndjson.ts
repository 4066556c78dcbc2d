import type { Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import { noteForecast } from './forecast.ts';
import type { Reporter } from './index.ts';
import { describePlan } from './plan.ts';
import { noteStopping } from './stopping.ts';

/** A line of JSON for every order as soon as it is finished; of a dry run, the lines come at the end with the plans. */
export function ndjsonReporter(context: Context, dryRun: boolean): Reporter {
  const line = (value: unknown): void => context.print(`${JSON.stringify(value)}\n`);
  return {
    refused: (problems) => problems.forEach(line),
    expecting: () => undefined,
    scanning: () => undefined,
    scanned: ({ problems }) => context.note(formatProblems(problems, context.notePaint)),
    foretold: (lines) => noteForecast(lines, context),
    started: () => undefined,
    stopping: () => noteStopping(context),
    progress: () => undefined,
    finished: (result) => {
      if (!dryRun) line(result);
    },
    close: () => undefined,
    end: async (results) => {
      if (!dryRun) return;
      for (const { orders, products } of results)
        for (const order of orders) line({ ...order, plan: describePlan(products?.get(order.row)) });
    },
  };
}
