import { formatBytes } from '../../base/bytes.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import type { Unpacked } from '../../bundle/reading/unpack.ts';
import { LIMIT_OPTIONS, limitsFrom } from '../bundle-limits.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { KEY_OPTIONS, keysFrom } from '../keys.ts';
import { withBundle } from '../opened-bundle.ts';
import { unpackInto } from '../unpacked-bundle.ts';

export const bundleOpen: Command = {
  parameters: '<file> <dir>',
  explain: { file: 'bundle of any kind', dir: 'folder that gets the folder of the bundle' },
  description:
    'Unpacks a bundle. Nothing is written outside of the folder, and nothing that is there is overwritten: each file is ' +
    'proven by its SHA-256 before it takes its name, and what is there already with the right bytes is kept, so the same ' +
    'command again goes on where it was stopped. Exit code 7 where the bundle is damaged.',
  options: [...KEY_OPTIONS, ...LIMIT_OPTIONS],
  examples: [
    ['mixpress bundle open discs/late-night-jazz-b2p7g54h.zip .', 'unpack it here, in a folder of its name'],
    ['mixpress bundle open jazz.zip.age /srv/burn --identity key.txt', 'one that is encrypted'],
  ],
  run: async (context, [file, dir], options) => {
    const [keys, limits] = [await keysFrom(context, options), limitsFrom(options)];
    const unpacked = await withBundle(file as string, keys, (archive) =>
      unpackInto(dir as string, archive, limits, context.signal),
    );
    printAnswer(context, unpacked, [unpacked], () => describe(unpacked, context.settings.quiet));
    return unpacked.faults.length === 0 ? ExitCode.done : ExitCode.damaged;
  },
};

function describe({ written, kept, bytes, faults }: Unpacked, quiet: boolean): string {
  const lines = faults.map(({ file, message }) => `${escapeControl(file ?? '')}: ${escapeControl(message)}\n`);
  if (quiet && faults.length === 0) return '';
  const broken = faults.length === 0 ? '' : `, ${faults.length} broken`;
  return `${lines.join('')}${written} files written, ${kept} kept${broken}: ${formatBytes(bytes)}\n`;
}
