import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { describePlaylist } from '../../playlists/describe.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import { resolvePlaylist } from '../../playlists/resolve.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const playlistShow: Command = {
  parameters: '<playlist>',
  explain: { playlist: 'title of a playlist, its id, or the start of its id' },
  examples: [
    ['mixpress playlist show "Late Night Jazz"', 'its tracks in order, with lengths'],
    ["mixpress playlist show 4kq7 --format json | jq '.tracks[].path'", 'the files of a playlist'],
  ],
  run: (context, [reference]) =>
    withStore(context, 'kept', async (store) => {
      const playlist = describePlaylist(resolvePlaylist(playlistStore(store), reference as string));
      const table = await formatTable(
        [
          { heading: '#', right: true },
          { heading: 'LENGTH', right: true },
          { heading: 'ARTIST' },
          { heading: 'TITLE' },
          { heading: 'GENRE' },
          { heading: 'STYLE' },
        ],
        playlist.tracks.map((t) =>
          [
            String(t.position),
            formatDuration(t.lengthMs),
            t.artist,
            t.title,
            t.genres.join(', '),
            t.styles.join(', '),
          ].map(escapeControl),
        ),
      );
      printAnswer(context, playlist, playlist.tracks, () => {
        const seed = playlist.seed === null ? '' : `, seed ${playlist.seed}`;
        const wanted = playlist.wantedMs === null ? '' : ` of ${formatDuration(playlist.wantedMs)}`;
        const clone = playlist.clonedFrom === null ? '' : `, clone of ${escapeControl(playlist.clonedFrom)}`;
        return `${escapeControl(playlist.title)} (${playlist.id}): ${formatDuration(playlist.lengthMs)}${wanted}${seed}${clone}\n${table}`;
      });
      return ExitCode.done;
    }),
};
