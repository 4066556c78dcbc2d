import { formatDuration } from '../../base/duration.ts';
import { ExitCode } from '../../base/errors.ts';
import { escapeControl } from '../../base/text.ts';
import { describePlaylist, type PlaylistDescription } from '../../playlists/describe.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import { listNow } from '../../batch/kept-list.ts';
import { resolvePlaylist } from '../../playlists/resolve.ts';
import type { Command } from '../command.ts';
import { printAnswer } from '../context.ts';
import { describeWhy, formatWhy, type WhyDescription } from '../reporters/why.ts';
import { formatTable } from '../table.ts';
import { withStore } from '../workspace.ts';

export const playlistShow: Command = {
  parameters: '<playlist>',
  explain: { playlist: 'title of a playlist, its id, or the start of its id' },
  options: [
    { flags: '--why', summary: 'tell why it has these tracks: rules, what was left after each, what gave way' },
  ],
  examples: [
    ['mixpress playlist show "Late Night Jazz"', 'its tracks in order, with lengths'],
    ['mixpress playlist show "Late Night Jazz" --why', 'how they were chosen, and which rules gave way'],
    ["mixpress playlist show 4kq7 --format json | jq '.tracks[].path'", 'the files of a playlist'],
  ],
  run: (context, [reference], { why: asked }) =>
    withStore(context, 'kept', async (store) => {
      const playlists = playlistStore(store);
      const stored = listNow(resolvePlaylist(playlists, reference as string), store);
      const playlist = describePlaylist(stored);
      const kept = asked === true ? playlists.why(stored.id) : null;
      const why = kept && describeWhy(kept, stored);
      const account = asked === true ? await tellWhy(why, playlist) : '';
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
      printAnswer(context, asked === true ? { ...playlist, why } : playlist, playlist.tracks, () => {
        const seed = playlist.seed === null ? '' : `, seed ${playlist.seed}`;
        const wanted = playlist.wantedMs === null ? '' : ` of ${formatDuration(playlist.wantedMs)}`;
        const clone = playlist.clonedFrom === null ? '' : `, clone of ${escapeControl(playlist.clonedFrom)}`;
        return `${escapeControl(playlist.title)} (${playlist.id}): ${formatDuration(playlist.lengthMs)}${wanted}${seed}${clone}\n${account}${table}`;
      });
      return ExitCode.done;
    }),
};

async function tellWhy(why: WhyDescription | null, { clonedFrom }: PlaylistDescription): Promise<string> {
  if (why !== null) return `${await formatWhy(why)}\n`;
  return clonedFrom === null
    ? 'nobody kept why it has these tracks: they were not chosen, or by an earlier mixpress\n'
    : `it has the tracks of ${escapeControl(clonedFrom)}; none were chosen for it\n`;
}
