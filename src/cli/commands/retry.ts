import { openDesk } from '../../batch/desk.ts';
import { retry as retryBatch } from '../../batch/retry.ts';
import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { pickBatch, pickRow } from '../pick-batch.ts';
import { withStore } from '../workspace.ts';

export const retry: Command = {
  parameters: '<batch>',
  explain: { batch: 'id of a batch or the start of it' },
  description:
    'Queues the failed orders of a batch again; a worker then scans the library and chooses their lists anew. With --order also ' +
    'one that came out short, waits or was cancelled. JSON: {batch, orders}.',
  options: [{ flags: '--order <row>', summary: 'only this order' }],
  examples: [
    ['mixpress retry 4kq7 && mixpress worker --once', 'try again what failed'],
    ['mixpress retry 4kq7 --order 3', 'try one order again'],
  ],
  run: (context, [wanted], { order }) =>
    withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      const batch = pickBatch(desk.batches, wanted);
      const orders = retryBatch(batch, pickRow(order), desk);
      const answer = { batch, orders };
      printAnswer(context, answer, [answer], () => (context.settings.quiet ? '' : describe(batch, orders)));
      return ExitCode.done;
    }),
};

function describe(batch: string, orders: number): string {
  if (orders === 0) return `nothing of batch ${batch} has failed\n`;
  return `queued ${orders} ${orders === 1 ? 'order' : 'orders'} of batch ${batch} again\n`;
}
