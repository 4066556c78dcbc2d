import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const playlistList: Command = {
  examples: [['mixpress playlist list', 'all stored playlists with their ids, the oldest first']],
  run: (context) =>
    withStore(context, 'kept', async (store) => {
      const lists = playlistStore(store).list();
      const table = await formatTable(
        [
          { heading: 'ID' },
          { heading: 'TITLE' },
          { heading: 'TRACKS', right: true },
          { heading: 'LENGTH', right: true },
          { heading: 'CLONE OF' },
        ],
        lists.map((p) => [
          p.id,
          escapeControl(p.title),
          String(p.tracks),
          formatDuration(p.lengthMs),
          escapeControl(p.clonedFrom ?? ''),
        ]),
      );
      printAnswer(context, lists, lists, () =>
        lists.length === 0 ? 'there is no playlist yet; mixpress run makes them\n' : table,
      );
      return ExitCode.done;
    }),
};
