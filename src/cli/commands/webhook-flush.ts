import type { Command } from '../command.ts';
import { sendWaiting } from '../webhooks.ts';
import { withStore } from '../workspace.ts';

export const webhookFlush: Command = {
  description: 'Sends now all that waits, also what waits for its next try. What is not taken then waits on (exit 3).',
  examples: [['mixpress webhook flush --quiet', 'from cron: what a receiver has missed']],
  run: (context) => withStore(context, 'kept', (store) => sendWaiting(context, store)),
};
