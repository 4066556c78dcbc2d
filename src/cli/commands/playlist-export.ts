import { extname, resolve } from 'node:path';
import { AppError, ExitCode } from '../../base/errors.ts';
import { replaceFileWith } from '../../base/atomic-file.ts';
import { nearest } from '../../base/text.ts';
import { exportPlaylist } from '../../playlists/export.ts';
import { findFormat, PLAYLIST_FORMATS } from '../../playlists/formats/index.ts';
import type { PlaylistFormat } from '../../playlists/formats/format.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import { resolvePlaylist } from '../../playlists/resolve.ts';
import type { Command } from '../command.ts';
import { withStore } from '../workspace.ts';

export const playlistExport: Command = {
  parameters: '<playlist> [file]',
  explain: {
    playlist: 'title of a playlist, its id, or the start of its id',
    file: 'file to write; by default standard output',
  },
  options: [
    {
      flags: '--as <kind>',
      summary: `${PLAYLIST_FORMATS.map(({ id }) => id).join(' or ')}; by default as the file is named, else m3u8`,
    },
  ],
  examples: [
    ['mixpress playlist export "Late Night Jazz" jazz.m3u8', 'a playlist file with the paths of the tracks'],
    ['mixpress playlist export 4kq7 --as xspf | xmllint --format -', 'the same as XSPF, to a pipe'],
  ],
  run: (context, [reference, file], options) =>
    withStore(context, 'kept', async (store) => {
      const path = file as string | undefined;
      const format = pickFormat((options['as'] as string | undefined) ?? (path === undefined ? 'm3u8' : extname(path)));
      const text = exportPlaylist(resolvePlaylist(playlistStore(store), reference as string), format);
      if (path === undefined) context.print(text);
      else await replaceFileWith(resolve(path), text);
      return ExitCode.done;
    }),
};

function pickFormat(name: string): PlaylistFormat {
  const format = findFormat(name);
  if (format) return format;
  const ids = PLAYLIST_FORMATS.map(({ id }) => id);
  const near = nearest(name, ids);
  throw new AppError('playlist-format-unknown', `there is no playlist format ${JSON.stringify(name)}`, {
    hint: near ? `did you mean --as ${near}?` : `give --as ${ids.join(' or ')}`,
    exitCode: ExitCode.usage,
  });
}
