import { systemClock } from '../../base/clock.ts';
import { ExitCode } from '../../base/errors.ts';
import { outboxStore } from '../../delivery/outbox-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { withCourier } from '../courier.ts';
import { describeDelivery, formatDeliveries } from '../reporters/deliveries.ts';
import { sendDeliveries } from '../send-deliveries.ts';
import { withStore } from '../workspace.ts';

export const bundleDeliveries: Command = {
  description:
    'A delivery is intended, sending, done (with its proof) or failed. JSON: {key, name, target, path, bytes, sha256, state, attempts, ' +
    'reason, proof: {location, bytes, by, mark, found}, intendedAt, settledAt} each.',
  options: [{ flags: '--retry', summary: 'send now what is not done' }],
  examples: [
    ['mixpress bundle deliveries', 'what was sent where, and what was not'],
    ['mixpress bundle deliveries --retry --quiet', 'from cron: go on with what broke off'],
  ],
  run: (context, _parameters, { retry }) =>
    withStore(context, 'kept', async (store) => {
      const deliveries = outboxStore(store, systemClock).list();
      if (retry === true) {
        const open = deliveries.filter(({ state }) => state !== 'done');
        return withCourier(context, store, (courier) => sendDeliveries(open, courier, context));
      }
      const table = await formatDeliveries(deliveries);
      const answer = deliveries.map(describeDelivery);
      printAnswer(context, answer, answer, () => (deliveries.length === 0 ? 'nothing was delivered yet\n' : table));
      return ExitCode.done;
    }),
};
