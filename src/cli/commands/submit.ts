import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import { openDesk } from '../../batch/desk.ts';
import { submit as submitBatch } from '../../batch/submit.ts';
import { BATCH_OPTIONS } from '../batch-options.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { withStore } from '../workspace.ts';

export const submit: Command = {
  parameters: '<manifest...>',
  explain: { manifest: "CSV, JSON or NDJSON files with an order a row; '-' reads standard input" },
  description:
    'Stores each manifest as a batch, queues its orders and prints its id; mixpress worker makes them. The same manifest with the same ' +
    'options is the same batch: nothing of it is made twice. JSON: [{batch, manifest, orders}].',
  options: [...BATCH_OPTIONS, { flags: '--again', summary: 'make all of it once more, as another batch' }],
  examples: [
    ['mixpress submit orders.csv --library ~/Music --out discs/', 'queue the orders and go on'],
    ['mixpress submit rush.csv --out discs/ --priority rush', 'make them before all others'],
    ['mixpress watch $(mixpress submit - --out discs/ < orders.json)', 'queue orders from a pipe and follow them'],
  ],
  run: async (context, [paths], options) => {
    const { readSubmissions } = await import('../submissions.ts');
    const { openReporter } = await import('../reporters/index.ts');
    const reporter = await openReporter(context, false);
    const read = await readSubmissions(paths as string[], options, context, reporter, false);
    if (read === null) return ExitCode.usage;
    return withStore(context, 'kept', async (store) => {
      const desk = openDesk(store, systemClock);
      const again = options['again'] === true;
      const batches = read.submissions.map(({ problems: _told, ...submission }) => ({
        batch: submitBatch(submission, desk, { again }),
        manifest: submission.manifest,
        orders: submission.orders.length,
      }));
      printAnswer(context, batches, batches, () => batches.map(({ batch }) => `${batch}\n`).join(''));
      return read.broken ? ExitCode.someOrdersFailed : ExitCode.done;
    });
  },
};
