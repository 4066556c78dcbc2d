import { systemClock, isoTime } from '../../base/clock.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { newSecret } from '../../base/secret.ts';
import { escapeControl } from '../../base/text.ts';
import { postWebhook } from '../../delivery/targets/webhook-post.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { pickWebhook, pumpWorld, webhookSecrets } from '../webhooks.ts';
import { withStore } from '../workspace.ts';

export const webhookTest: Command = {
  parameters: '<webhook>',
  explain: { webhook: 'its id, or the start of it, or its address' },
  description:
    'Sends one message of the kind webhook-test, which is no event, and tells whether it was taken (else exit 1).',
  examples: [['mixpress webhook test 4kq7', 'see whether the receiver is there and knows the secret']],
  run: (context, [wanted]) =>
    withStore(context, 'kept', async (store) => {
      const { id, url } = pickWebhook(pumpWorld(context, store).webhooks.list(), wanted as string);
      const secret = webhookSecrets(context).read(id);
      if (secret === null)
        throw new AppError('webhook-secret-gone', `the secret of ${url} is gone`, { hint: 'add the webhook again' });
      const now = systemClock();
      const event = { batch: '', sequence: 0, time: isoTime(now), kind: 'webhook-test', row: null, data: {} };
      // Each test is a message of its own: a receiver that drops what it knows must not drop it.
      const message = { id: `msg_test${newSecret(9).replace(/\W/g, '')}`, body: JSON.stringify(event) };
      const times = { seconds: Math.floor(now / 1000), signal: context.signal };
      const reception = await postWebhook(message, { url, secret }, times);
      const reason = reception.kind === 'refused' ? reception.reason : reception.kind === 'gone' ? 'status 410' : null;
      const answer = { id, url, taken: reason === null, reason };
      printAnswer(context, answer, [answer], () =>
        reason === null
          ? `${escapeControl(url)} has taken it\n`
          : `${escapeControl(url)} has not taken it: ${escapeControl(reason)}\n`,
      );
      return reason === null ? ExitCode.done : ExitCode.failure;
    }),
};
