import { batchStore } from '../../batch/batch-store.ts';
import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { exitCodeOf } from '../exit-code.ts';
import { pickBatch } from '../pick-batch.ts';
import { formatOrders } from '../reporters/orders.ts';
import { withStore } from '../workspace.ts';

export const status: Command = {
  parameters: '[batch]',
  explain: { batch: 'id of a batch or the start of it; by default the newest batch' },
  options: [{ flags: '--all', summary: 'list all batches, the newest first' }],
  examples: [
    ['mixpress status', 'the orders of the newest batch'],
    [
      'mixpress status 4kq7 --format json | jq \'.orders[] | select(.state != "done")\'',
      'what is not done, for programs',
    ],
  ],
  run: (context, [wanted], { all }) =>
    withStore(context, 'kept', async (store) => {
      const batches = batchStore(store);
      const list = batches.list();
      if (all === true) {
        printAnswer(context, list, list, () =>
          list.map((b) => `${b.batch}  ${b.state}  ${b.submittedAt}  ${b.orders} orders  ${b.manifest}\n`).join(''),
        );
        return ExitCode.done;
      }
      const id = pickBatch(batches, wanted as string | undefined);
      const found = batches.get(id)!;
      const table = await formatOrders(found.orders, context.paint);
      printAnswer(context, found, found.orders, () => `batch ${found.batch}: ${found.state}\n${table}`);
      return exitCodeOf(found);
    }),
};
