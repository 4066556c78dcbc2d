import { eventStore } from '../../batch/event-store.ts';
import { beginNow } from '../../batch/webhook-feed.ts';
import { systemClock } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { newSecret } from '../../base/secret.ts';
import { nearest } from '../../base/text.ts';
import { readWebhookUrl } from '../../delivery/targets/webhook-post.ts';
import { SECRET_PREFIX } from '../../delivery/webhooks/signature.ts';
import { EVENT_KINDS } from '../../model/events.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { pumpWorld, webhookSecrets } from '../webhooks.ts';
import { withStore } from '../workspace.ts';

const SECRET_BYTES = 32;

export const webhookAdd: Command = {
  parameters: '<url>',
  explain: { url: 'address that events are posted to, as JSON, signed as Standard Webhooks says' },
  description:
    'Prints the secret that the messages are signed with: once, it is kept in a file that only you may read. From now on each event is ' +
    'sent while mixpress runs, again and again until it is taken (status 2xx), for four days. Adding an address again changes its kinds ' +
    'and its secret.',
  options: [{ flags: '--events <kinds>', summary: `kinds of events, joined by commas; by default all` }],
  examples: [
    ['mixpress webhook add https://shop.example.org/hooks --events order-done,order-failed', 'be told how orders end'],
  ],
  run: (context, [address], { events }) =>
    withStore(context, 'kept', async (store) => {
      const url = readWebhookUrl(address as string);
      const kinds = readKinds(events as string | undefined);
      const { webhooks, feed } = pumpWorld(context, store);
      feed();
      const secret = SECRET_PREFIX + newSecret(SECRET_BYTES);
      const id = webhooks.add(url, kinds);
      await webhookSecrets(context).write(id, secret);
      store.transaction(() => beginNow(id, eventStore(store, systemClock), webhooks));
      const answer = { id, url, kinds, secret };
      printAnswer(context, answer, [answer], () => `webhook ${id}\nsecret ${secret}\n`);
      return ExitCode.done;
    }),
};

function readKinds(text: string | undefined): string[] {
  const kinds = text === undefined ? [] : text.split(',').map((kind) => kind.trim());
  const unknown = kinds.find((kind) => !(EVENT_KINDS as readonly string[]).includes(kind));
  if (unknown === undefined) return kinds;
  const near = nearest(unknown, EVENT_KINDS);
  throw new AppError('event-unknown', `there are no events of the kind ${JSON.stringify(unknown)}`, {
    hint: near === undefined ? `write some of ${EVENT_KINDS.join(',')}` : `did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}
