import { ENGINES } from '../../audio/engines/index.ts';
import type { Command } from '../command.ts';

export const run: Command = {
  parameters: '<manifest...>',
  explain: { manifest: "CSV, JSON or NDJSON files with an order a row; '-' reads standard input" },
  description:
    'Scans the library, chooses (or clones) a playlist for every order, lays it out on discs, masters them and packs one ' +
    'bundle an order. What was done before is not done again, so the same command also resumes a run that was stopped, ' +
    'and makes again only what has changed.',
  options: [
    {
      flags: '--library <dir>',
      summary: 'folder of music, scanned first; by default all scanned before (repeatable)',
      repeatable: true,
    },
    { flags: '--out <dir>', summary: 'folder that receives the bundles' },
    {
      flags: '--deliver <target>',
      summary: 'where the bundles go then: see mixpress bundle send (repeatable)',
      repeatable: true,
    },
    { flags: '--dry-run', summary: 'show the whole plan, tracks, gap and discs, and write nothing' },
    { flags: '--keep-going', summary: 'take the sound rows of a manifest with problems (exit 3)' },
    {
      flags: '--distinct [lists]',
      summary: 'no recording in two lists of a manifest, or in more than so many',
    },
    {
      flags: '--treat-unknown-as <advice>',
      summary:
        'where explicit tracks are forbidden, take those that nobody marked for clean, or for explicit (default)',
    },
    { flags: '--seed <number>', summary: 'makes other lists of the rows that tell no seed of their own' },
    {
      flags: '--engine <engine>',
      summary: `decoder: ${Object.entries(ENGINES)
        .map(([id, { summary }]) => `${id} (${summary})`)
        .join(' or ')}; by default embedded`,
    },
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
