import { batchStore } from '../../batch/batch-store.ts';
import { eventStore } from '../../batch/event-store.ts';
import { replay } from '../../batch/webhook-feed.ts';
import { systemClock } from '../../base/clock.ts';
import type { Command } from '../command.ts';
import { pickBatch } from '../pick-batch.ts';
import { pickWebhook, pumpWorld, sendWaiting } from '../webhooks.ts';
import { wholeNumber } from '../whole-number.ts';
import { withStore } from '../workspace.ts';

export const webhookReplay: Command = {
  parameters: '<batch>',
  explain: { batch: 'id of a batch or the start of it' },
  description: 'Sends events of a batch again, under the same ids: a receiver that has them can drop them.',
  options: [
    { flags: '--since <number>', summary: 'only events after the one of that number' },
    { flags: '--to <webhook>', summary: 'only to this webhook; by default to all' },
  ],
  examples: [['mixpress webhook replay 4kq7 --since 120', 'what a receiver has lost']],
  run: (context, [batch], { since, to }) =>
    withStore(context, 'kept', async (store) => {
      const { webhooks, feed } = pumpWorld(context, store);
      const from = wholeNumber(since, '--since', 0) ?? 0;
      const id = pickBatch(batchStore(store), batch as string);
      const active = webhooks.list().filter(({ disabled }) => disabled === null);
      const chosen = to === undefined ? active : [pickWebhook(active, to as string)];
      feed();
      const events = eventStore(store, systemClock);
      store.transaction(() => {
        for (const webhook of chosen) replay(webhook, id, from, events, webhooks);
      });
      return sendWaiting(context, store);
    }),
};
