import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { readRecord, summarise, type BundleSummary } from '../../bundle/reading/record.ts';
import { LIMITS, trustedFiles } from '../../bundle/reading/trusted-files.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { KEY_OPTIONS, keysFrom } from '../keys.ts';
import { withBundle } from '../opened-bundle.ts';
import { formatTable } from '../table.ts';

export const bundleShow: Command = {
  parameters: '<file>',
  explain: { file: 'bundle of any kind' },
  description:
    'Shows what is in a bundle, without unpacking or verifying it. With --format json, all of its bundle.json too.',
  options: KEY_OPTIONS,
  examples: [
    ['mixpress bundle show discs/late-night-jazz-b2p7g54h.zip', 'its discs and its files'],
    [
      "mixpress bundle show jazz.zip --format json | jq -r '.record.playlist.tracks[].title'",
      'the titles of its tracks',
    ],
  ],
  run: async (context, [file], options) => {
    const keys = await keysFrom(context, options);
    const shown = await withBundle(file as string, keys, async (archive) => {
      const record = await readRecord(archive, LIMITS);
      const files: { name: string; bytes: number }[] = [];
      for await (const { name, bytes } of trustedFiles(archive, LIMITS)) files.push({ name, bytes });
      return { bundle: file as string, kind: archive.kind, encrypted: archive.isEncrypted, files, record };
    });
    const text = `${describe(summarise(shown.record))}\n${await filesTable(shown.files)}`;
    printAnswer(context, shown, [shown], () => text);
    return ExitCode.done;
  },
};

function describe({ title, playlist, tool, tracks, lengthMs, discs }: BundleSummary): string {
  const lines = discs.map(
    (disc) =>
      `  disc ${disc.number} on ${disc.media}: ${formatDuration(disc.lengthMs)}, ${count(disc.tracks, 'track')}, ${count(disc.copies, 'copy', 'copies')}`,
  );
  const head = `${title} (${playlist}): ${count(tracks, 'track')}, ${formatDuration(lengthMs)}, made by ${tool}`;
  return [head, ...lines].map((line) => `${escapeControl(line)}\n`).join('');
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function filesTable(files: readonly { readonly name: string; readonly bytes: number }[]): Promise<string> {
  const rows = files.map(({ name, bytes }) => [formatBytes(bytes), escapeControl(name)]);
  return formatTable([{ heading: 'SIZE', right: true }, { heading: 'FILE' }], rows);
}
