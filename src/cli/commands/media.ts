import { formatBytes } from '../../base/bytes.ts';
import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { BYTES_PER_FRAME, framesToMs } from '../../base/frames.ts';
import { MEDIA } from '../../discs/media/index.ts';
import { SECTOR_BYTES, type Medium } from '../../model/medium.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';

export const media: Command = {
  examples: [
    ['mixpress media', 'what the column media of a manifest may say, and how much it holds'],
    ['mixpress media --format json', 'the same for programs'],
  ],
  run: async (context) => {
    const rows = MEDIA.map(describe);
    const table = await formatTable(
      [
        { heading: 'MEDIUM' },
        { heading: 'HOLDS', right: true },
        { heading: 'SECTORS', right: true },
        { heading: 'TRACKS', right: true },
        { heading: 'WHAT IT IS' },
      ],
      rows.map((m) => [
        m.id,
        m.kind === 'data' ? formatBytes(m.capacityBytes) : formatDuration(m.capacityMs),
        String(m.kind === 'data' ? m.capacitySectors : m.capacityFrames),
        String(m.maxTracks),
        `${m.name}; ${m.note}`,
      ]),
    );
    printAnswer(context, rows, rows, () => table);
    return ExitCode.done;
  },
};

/** A medium for programs, with what it holds in other units. */
function describe(medium: Medium) {
  if (medium.kind === 'data') return { ...medium, capacityBytes: medium.capacitySectors * SECTOR_BYTES };
  const { capacityFrames } = medium;
  return { ...medium, capacityMs: framesToMs(capacityFrames), capacityBytes: capacityFrames * BYTES_PER_FRAME };
}
