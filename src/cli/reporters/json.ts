import type { Context } from '../context.ts';
import { formatProblems } from '../problems.ts';
import type { ManifestResult } from '../run-manifests.ts';
import { noteForecast } from './forecast.ts';
import type { Reporter } from './index.ts';
import { describePlan } from './plan.ts';
import { noteStopping } from './stopping.ts';

/** Silent until the end, then one JSON document: the batch, or an array of them where there were several manifests. */
export function jsonReporter(context: Context, dryRun: boolean): Reporter {
  return {
    refused: (problems) => context.print(`${JSON.stringify({ problems }, null, 2)}\n`),
    expecting: () => undefined,
    scanning: () => undefined,
    scanned: ({ problems }) => context.note(formatProblems(problems, context.notePaint)),
    foretold: (lines) => noteForecast(lines, context),
    started: () => undefined,
    stopping: () => noteStopping(context),
    progress: () => undefined,
    finished: () => undefined,
    close: () => undefined,
    end: async (results) => {
      const documents = results.map((result) => document(result, dryRun));
      context.print(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
    },
  };
}

function document({ batch, state, orders, products, problems }: ManifestResult, dryRun: boolean): unknown {
  const planned = orders.map((order) => ({ ...order, plan: describePlan(products?.get(order.row)) }));
  return { batch, state, orders: dryRun ? planned : orders, problems };
}
