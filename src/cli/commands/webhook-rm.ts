import { ExitCode } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { pickWebhook, pumpWorld, webhookSecrets } from '../webhooks.ts';
import { withStore } from '../workspace.ts';

export const webhookRm: Command = {
  parameters: '<webhook>',
  explain: { webhook: 'its id, or the start of it, or its address' },
  examples: [['mixpress webhook rm 4kq7', 'tell it nothing more, also not what waits']],
  run: (context, [wanted]) =>
    withStore(context, 'kept', async (store) => {
      const { webhooks } = pumpWorld(context, store);
      const { id } = pickWebhook(webhooks.list(), wanted as string);
      webhooks.remove(id);
      webhookSecrets(context).remove(id);
      return ExitCode.done;
    }),
};
