import { batchStore } from '../../batch/batch-store.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const list: Command = {
  description: 'JSON: [{batch, manifest, state, submittedAt, orders, done}].',
  examples: [
    ['mixpress list', 'what was submitted, the newest first'],
    ['mixpress list --format ndjson | jq -r \'select(.state == "failed") | .batch\'', 'the batches with failures'],
  ],
  run: (context) =>
    withStore(context, 'there', async (store) => {
      const batches = batchStore(store).list();
      const table = await formatTable(
        [
          { heading: 'BATCH' },
          { heading: 'STATE' },
          { heading: 'SUBMITTED' },
          { heading: 'ORDERS', right: true },
          { heading: 'DONE', right: true },
          { heading: 'MANIFEST' },
        ],
        batches.map((b) => [
          b.batch,
          b.state,
          b.submittedAt.replace(/\.\d+Z$/, 'Z'),
          String(b.orders),
          String(b.done),
          escapeControl(b.manifest),
        ]),
      );
      printAnswer(context, batches, batches, () => (batches.length === 0 ? '' : table));
      return ExitCode.done;
    }),
};
