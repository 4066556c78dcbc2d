import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { BYTES_PER_FRAME, framesToMs } from '../../base/frames.ts';
import { MEDIA } from '../../discs/media/index.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';

export const media: Command = {
  examples: [
    ['mixpress media', 'what the column media of a manifest may say, and how much it holds'],
    ['mixpress media --format json', 'the same for programs'],
  ],
  run: async (context) => {
    const rows = MEDIA.map((medium) => ({
      ...medium,
      capacityMs: framesToMs(medium.capacityFrames),
      capacityBytes: medium.capacityFrames * BYTES_PER_FRAME,
    }));
    const table = await formatTable(
      [
        { heading: 'MEDIUM' },
        { heading: 'HOLDS', right: true },
        { heading: 'FRAMES', right: true },
        { heading: 'TRACKS', right: true },
        { heading: 'WHAT IT IS' },
      ],
      rows.map((m) => [
        m.id,
        formatDuration(m.capacityMs),
        String(m.capacityFrames),
        String(m.maxTracks),
        `${m.name}; ${m.note}`,
      ]),
    );
    printAnswer(context, rows, rows, () => table);
    return ExitCode.done;
  },
};
