import { BATCH_OPTIONS } from '../batch-options.ts';
import type { Command } from '../command.ts';

export const run: Command = {
  parameters: '<manifest...>',
  explain: { manifest: "CSV, JSON or NDJSON files with an order a row; '-' reads standard input" },
  description:
    'Scans the library, chooses (or clones) a playlist for every order, lays it out on discs, masters them and packs one ' +
    'bundle an order. What was done before is not done again, so the same command also resumes a run that was stopped, ' +
    'and makes again only what has changed.',
  stopsUnread: true,
  options: [
    ...BATCH_OPTIONS,
    { flags: '--dry-run', summary: 'show the whole plan, tracks, gap and discs, and write nothing' },
  ],
  examples: [
    ['mixpress run orders.csv --library ~/Music --out discs/', 'make everything that orders.csv asks for'],
    ['mixpress run orders.csv --library ~/Music --dry-run', 'see which tracks, how long, how many discs'],
    [
      'jq -c .[] orders.json | mixpress run - --out discs/ --format ndjson',
      'orders from a pipe, a line of JSON for each one done',
    ],
    ['mixpress run orders.csv --out discs/ --quiet', 'from cron: prints only what went wrong'],
  ],
  run: async (...asked) => (await import('../run-command.ts')).runCommand(...asked),
};
