import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { discStore } from '../../discs/disc-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const discList: Command = {
  description: 'JSON: [{id, playlist, number, of, title, media, tracks, lengthMs, copies}].',
  examples: [['mixpress disc list', 'all discs that were laid out, with their ids']],
  run: (context) =>
    withStore(context, 'kept', async (store) => {
      const discs = discStore(store).listDiscs();
      const table = await formatTable(
        [
          { heading: 'ID' },
          { heading: 'TITLE' },
          { heading: 'MEDIUM' },
          { heading: 'TRACKS', right: true },
          { heading: 'LENGTH', right: true },
          { heading: 'COPIES', right: true },
        ],
        discs.map(({ id, title, media, tracks, lengthMs, copies }) => [
          ...[id, escapeControl(title), media],
          ...[String(tracks), formatDuration(lengthMs), String(copies)],
        ]),
      );
      printAnswer(context, discs, discs, () =>
        discs.length === 0 ? 'there is no disc yet; mixpress run makes them\n' : table,
      );
      return ExitCode.done;
    }),
};
