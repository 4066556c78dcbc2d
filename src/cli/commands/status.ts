import { openDesk } from '../../batch/desk.ts';
import { atWork } from '../../batch/presence.ts';
import { standingOf, type Standing } from '../../batch/standing.ts';
import { systemClock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { exitCodeOf } from '../exit-code.ts';
import { pickBatch } from '../pick-batch.ts';
import { formatOrders } from '../reporters/orders.ts';
import { withStore, workspaceOf } from '../workspace.ts';

export const status: Command = {
  parameters: '[batch]',
  explain: { batch: 'id of a batch or the start of it; by default the newest batch' },
  description:
    'JSON: what run prints of a batch, and percent, leftMs (null where nobody is at it, or it has only begun) and counts of states; each order has percent.',
  options: [{ flags: '--all', summary: 'list all batches, the newest first' }],
  examples: [
    ['mixpress status', 'the orders of the newest batch'],
    [
      'mixpress status 4kq7 --format json | jq \'.orders[] | select(.state != "done")\'',
      'what is not done, for programs',
    ],
  ],
  run: (context, [wanted], { all }) =>
    withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      if (all === true) {
        const list = desk.batches.list();
        printAnswer(context, list, list, () =>
          list.map((b) => `${b.batch}  ${b.state}  ${b.submittedAt}  ${b.orders} orders  ${b.manifest}\n`).join(''),
        );
        return ExitCode.done;
      }
      const { lock } = workspaceOf(context.settings.home);
      const standing = standingOf(pickBatch(desk.batches, wanted), desk, atWork(store, lock), systemClock)!;
      const { orders } = standing;
      const text = context.settings.format === 'text' ? await describe(standing, context.paint) : '';
      printAnswer(context, standing, orders, () => text);
      return exitCodeOf(standing);
    }),
};

async function describe(
  { batch, state, percent, leftMs, orders }: Standing,
  paint: Parameters<typeof formatOrders>[1],
): Promise<string> {
  const left = leftMs === null ? '' : `, ${formatDuration(leftMs)} left`;
  const share = percent === 100 ? '' : `, ${percent} %${left}`;
  return `batch ${batch}: ${state}${share}\n${await formatOrders(orders, paint)}`;
}
