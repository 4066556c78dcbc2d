import { HEAD_START_MS } from '../../model/priority.ts';
import { PASSPHRASE_OPTIONS } from '../keys.ts';
import type { Command } from '../command.ts';

const hours = (ms: number): number => ms / 3_600_000;

export const worker: Command = {
  description:
    'Does what was submitted, until it is stopped; any number of workers share a workspace. What has waited longest comes first, where rush counts ' +
    `as having waited ${hours(HEAD_START_MS.rush)} h longer, high ${hours(HEAD_START_MS.high)} h and normal ${hours(HEAD_START_MS.normal)} h: ` +
    'so low orders are overtaken, but not for ever. Failures of the machine are tried again after 1 s, 5 s, 30 s, 2 min and 10 min. The jobs of a worker that ' +
    'was killed are taken over at once, those of one that stands still after its lease. SIGINT and SIGTERM end it after the disc or bundle at hand (exit 130), a second one at once; what is not done is given back. ' +
    'NDJSON: each order as run prints it, with batch; JSON is the same.',
  stopsUnread: true,
  options: [
    { flags: '--once', summary: 'end when nothing is left to do, with the exit code of run' },
    { flags: '--jobs <orders>', summary: 'how many orders to make at a time; by default 1' },
    { flags: '--retries <times>', summary: 'how often to try again what failed by the machine; by default 5' },
    ...PASSPHRASE_OPTIONS,
    { flags: '--lease <seconds>', summary: 'how long another worker may stand still; by default 30' },
  ],
  examples: [
    ['mixpress worker', 'make whatever is submitted'],
    ['mixpress worker --once --quiet', 'from cron: make what is there, print only what went wrong'],
    ['mixpress worker --jobs 4', 'four orders at a time'],
  ],
  run: async (...asked) => (await import('../worker-command.ts')).workerCommand(...asked),
};
