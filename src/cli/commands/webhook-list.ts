import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { pumpWorld } from '../webhooks.ts';
import { withStore } from '../workspace.ts';

export const webhookList: Command = {
  description:
    'JSON: {id, url, kinds, disabled, createdAt, sent, lastSent, waiting, givenUp, reason} each; no kinds are all kinds.',
  examples: [['mixpress webhook list', 'who is told, and what was not taken']],
  run: (context) =>
    withStore(context, 'kept', async (store) => {
      const { webhooks, feed } = pumpWorld(context, store);
      feed();
      const list = webhooks.list();
      const table = await formatTable(
        [
          { heading: 'ID' },
          { heading: 'SENT', right: true },
          { heading: 'WAITING', right: true },
          { heading: 'GIVEN UP', right: true },
          { heading: 'URL' },
          { heading: 'EVENTS' },
        ],
        list.map(({ id, sent, waiting, givenUp, url, kinds }) => [
          id.slice(0, 6),
          String(sent),
          String(waiting),
          String(givenUp),
          escapeControl(url),
          kinds.join(',') || 'all',
        ]),
      );
      const troubles = list.flatMap(({ id, disabled, reason }) => {
        const why = disabled === null ? reason : `disabled: ${disabled}`;
        return why === null ? [] : [`${id.slice(0, 6)}: ${escapeControl(why)}\n`];
      });
      printAnswer(context, list, list, () =>
        list.length === 0 ? 'there is no webhook; mixpress webhook add makes one\n' : table + troubles.join(''),
      );
      return ExitCode.done;
    }),
};
