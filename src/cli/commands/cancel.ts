import { cancel as cancelBatch } from '../../batch/cancel.ts';
import { openDesk } from '../../batch/desk.ts';
import { buryGone } from '../../batch/presence.ts';
import { orderUnknown } from '../../batch/retry.ts';
import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { pickBatch, pickRow } from '../pick-batch.ts';
import { withStore, workspaceOf } from '../workspace.ts';

export const cancel: Command = {
  parameters: '<batch>',
  explain: { batch: 'id of a batch or the start of it' },
  description:
    'What has not begun, or waits for audio, is cancelled at once; what a worker is at ends at its next step. What is done stays done. ' +
    'A cancelled order is made after all by mixpress retry --order, or with its whole batch by running or submitting that again. JSON: {batch, orders, running}.',
  options: [{ flags: '--order <row>', summary: 'only this order' }],
  examples: [
    ['mixpress cancel 4kq7', 'make nothing more of this batch'],
    ['mixpress cancel 4kq7 --order 12', 'leave one order out'],
  ],
  run: (context, [wanted], { order }) =>
    withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      const batch = pickBatch(desk.batches, wanted);
      const row = pickRow(order);
      if (row !== null && desk.batches.result(batch, row) === null) throw orderUnknown(row);
      buryGone(desk, workspaceOf(context.settings.home).lock);
      const cancelled = { batch, ...cancelBatch(batch, row, desk) };
      printAnswer(context, cancelled, [cancelled], () => (context.settings.quiet ? '' : describe(cancelled)));
      return ExitCode.done;
    }),
};

function describe({ batch, orders, running }: { batch: string; orders: number; running: number }): string {
  if (orders === 0) return `nothing is left to cancel of batch ${batch}\n`;
  const ends = running === 0 ? '' : `, of which ${running} ${running === 1 ? 'ends' : 'end'} at the next step`;
  return `cancelled ${orders} ${orders === 1 ? 'order' : 'orders'} of batch ${batch}${ends}\n`;
}
