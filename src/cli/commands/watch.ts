import { openDesk } from '../../batch/desk.ts';
import { follow } from '../../batch/follow.ts';
import { atWork } from '../../batch/presence.ts';
import { systemClock } from '../../base/clock.ts';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-code.ts';
import { pickBatch } from '../pick-batch.ts';
import { describeEvent } from '../reporters/events.ts';
import { wholeNumber } from '../whole-number.ts';
import { withStore, workspaceOf } from '../workspace.ts';

export const watch: Command = {
  parameters: '[batch]',
  explain: { batch: 'id of a batch or the start of it; by default the newest batch' },
  description:
    'Tells what has happened to a batch, then whatever happens, until nothing is left to do of it; the exit code is that of status then. ' +
    'NDJSON: {batch, sequence, time, kind, row, data} a line, numbered from 1 without a hole; JSON is the same.',
  options: [{ flags: '--since <number>', summary: 'only events after this one' }],
  examples: [
    ['mixpress watch', 'follow the newest batch'],
    [
      'mixpress watch 4kq7 --format ndjson | jq -r \'select(.kind == "bundle-packed") | .data.path\'',
      'bundles as they come',
    ],
  ],
  run: (context, [wanted], { since }) => {
    const from = wholeNumber(since, '--since', 0) ?? 0;
    return withStore(context, 'there', async (store) => {
      const desk = openDesk(store, systemClock);
      const batch = pickBatch(desk.batches, wanted);
      const { lock } = workspaceOf(context.settings.home);
      const isText = context.settings.format === 'text';
      const titles = new Map<number, string>();
      const titleOf = (row: number): string => {
        const title = titles.get(row) ?? desk.batches.result(batch, row)?.title ?? '';
        titles.set(row, title);
        return title;
      };
      if (isText && !context.settings.quiet && desk.jobs.isOpen(batch) && atWork(store, lock).size === 0)
        context.note('nobody is at work; mixpress worker makes what is queued\n');
      for await (const events of follow(batch, from, desk, context.signal))
        context.print(
          events
            .map((event) => (isText ? describeEvent(event, titleOf, context.paint) : `${JSON.stringify(event)}\n`))
            .join(''),
        );
      return exitCodeOf(desk.batches.get(batch)!);
    });
  },
};
