import { resolve } from 'node:path';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { verifyDiscs } from '../../discs/verify/index.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { KEY_OPTIONS } from '../keys.ts';
import { withUnpacked } from '../unpacked-bundle.ts';

export const discVerify: Command = {
  parameters: '<folder>',
  explain: { folder: 'a bundle, its unpacked folder, that of one disc, or a DDP fileset' },
  description:
    'Reads every file and compares it with what disc.json says: audio, sheets, CD-TEXT, DDP, checksums, codes, lengths and ' +
    'capacity. A line for each fault, with what cures it; exit 7 where there is any. ' +
    'JSON: {folder, discs, checks, faults: [{file, message, hint}]}; NDJSON: a fault a line.',
  options: KEY_OPTIONS,
  examples: [
    ['mixpress disc verify late-night-jazz-b2p7g54h', 'check all discs of an unpacked bundle'],
    ['mixpress disc verify discs/late-night-jazz-b2p7g54h.zip', 'the same, without unpacking it first'],
    ['mixpress disc verify disc-1/ddp', 'check a DDP fileset alone'],
  ],
  run: async (context, [folder], options) => {
    const { discs, checks, faults } = await withUnpacked([folder as string], context, options, ([path]) =>
      verifyDiscs(resolve(path!)),
    );
    printAnswer(context, { folder, discs, checks, faults }, faults, () => {
      if (faults.length === 0) return `${escapeControl(folder as string)}: ${count(discs, 'disc')}, no fault\n`;
      const lines = faults.map(({ file, message, hint }) => `${file}: ${message}; ${hint}`);
      return lines.map((line) => `${escapeControl(line)}\n`).join('');
    });
    return faults.length === 0 ? ExitCode.done : ExitCode.damaged;
  },
};

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
