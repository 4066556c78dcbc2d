import { dirname, extname, resolve } from 'node:path';
import { AppError, ExitCode } from '../../base/errors.ts';
import { replaceFileWith } from '../../base/atomic-file.ts';
import { escapeControl, nearest } from '../../base/text.ts';
import { listNow } from '../../batch/kept-list.ts';
import type { Track } from '../../model/track.ts';
import { exportPlaylist } from '../../playlists/export.ts';
import { findFormats, WRITABLE_FORMATS } from '../../playlists/formats/index.ts';
import type { WritableFormat } from '../../playlists/formats/format.ts';
import { locate, type PathStyle, type Separator } from '../../playlists/locate.ts';
import { playlistStore } from '../../playlists/playlist-store.ts';
import { resolvePlaylist } from '../../playlists/resolve.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { withStore } from '../workspace.ts';

const IDS = WRITABLE_FORMATS.map(({ id }) => id);

export const playlistExport: Command = {
  parameters: '<playlist> [file]',
  explain: {
    playlist: 'title of a playlist, its id, or the start of its id',
    file: 'file to write; by default standard output',
  },
  description:
    'Files are named where they lie now, those of missing tracks where they lay last. Tracks that the library has forgotten are left out, and the exit code is 4.',
  options: [
    {
      flags: '--as <kind>',
      summary: `${listed(IDS)}; by default as the file is named, else m3u8`,
    },
    {
      flags: '--paths <kind>',
      summary: 'absolute (the default) or relative, from the folder of the written file, else from the current one',
    },
    {
      flags: '--prefix <folder>',
      summary: 'what to put before the paths within the library, as E:\\Music or /media/usb, in place of --paths',
    },
    {
      flags: '--separator <character>',
      summary: 'what stands between folders: / (the default) or \\; URIs and NML keep their own',
    },
  ],
  examples: [
    ['mixpress playlist export "Late Night Jazz" jazz.m3u8', 'a playlist file with the paths of the tracks'],
    ['mixpress playlist export 4kq7 --as xspf | xmllint --format -', 'the same as XSPF, to a pipe'],
    ["mixpress playlist export 4kq7 usb.m3u --prefix 'E:\\Music' --separator '\\'", 'for a player on Windows'],
  ],
  run: (context, [reference, file], options) => {
    const path = file === undefined ? undefined : resolve(file as string);
    const option = (name: string): string | undefined => options[name] as string | undefined;
    const format = pickFormat(option('as') ?? (path === undefined ? 'm3u8' : extname(path)));
    const style = pickStyle(option('paths'), option('prefix'), path === undefined ? process.cwd() : dirname(path));
    const separator = pickSeparator(option('separator'), format);
    return withStore(context, 'kept', async (store) => {
      const playlist = listNow(resolvePlaylist(playlistStore(store), reference as string), store);
      const tracks = playlist.tracks.filter((track) => track.path !== '');
      const text = exportPlaylist({ ...playlist, tracks }, format, (track) => locate(track, style, separator));
      const data = format.encode?.(text) ?? text;
      if (path === undefined) context.print(data);
      else await replaceFileWith(path, data);
      if (tracks.length > (format.mostTracks ?? Infinity)) noteLong(format, context);
      for (const track of playlist.tracks) if (track.path === '') noteLost(track, context);
      return tracks.length === playlist.tracks.length ? ExitCode.done : ExitCode.waiting;
    });
  },
};

function noteLost({ title, artist }: Track, context: Context): void {
  const name = escapeControl([artist, title].filter((part) => part !== '').join(' - '));
  context.note(
    `${context.notePaint.yellow('warning:')} ${name} is left out: the library no longer knows where it lies\n`,
  );
}

function noteLong({ name, mostTracks }: WritableFormat, context: Context): void {
  context.note(
    `${context.notePaint.yellow('warning:')} the list has more than the ${mostTracks} tracks that most programs read of a ${name}\n`,
  );
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function pickFormat(name: string): WritableFormat {
  const found = findFormats(name);
  const formats = WRITABLE_FORMATS.filter((format) => found.includes(format));
  if (formats.length === 1) return formats[0]!;
  const near = nearest(name, IDS);
  if (formats.length > 1) {
    throw wrong('playlist-format-unclear', `more than one playlist format has the extension ${name}`, {
      hint: `give --as ${listed(formats.map(({ id }) => id))}`,
    });
  }
  if (found.length > 0) {
    throw wrong('playlist-format-unwritable', `${found[0]!.name} is read, but not written as a playlist`, {
      hint: `give --as ${listed(IDS)}`,
    });
  }
  throw wrong('playlist-format-unknown', `there is no playlist format ${JSON.stringify(name)}`, {
    hint: near ? `did you mean --as ${near}?` : `give --as ${listed(IDS)}`,
  });
}

function pickStyle(paths: string | undefined, prefix: string | undefined, folder: string): PathStyle {
  if (prefix !== undefined && paths !== undefined) {
    throw wrong(
      'path-style-unclear',
      'with --prefix the paths are those within the library, so --paths means nothing',
      {
        hint: 'leave out one of the two',
      },
    );
  }
  if (prefix !== undefined) return { kind: 'prefixed', prefix };
  if (paths === 'relative') return { kind: 'relative', folder };
  if (paths === undefined || paths === 'absolute') return { kind: 'absolute' };
  throw wrong('path-style-unknown', `--paths takes relative or absolute, not ${JSON.stringify(paths)}`, {
    hint: `did you mean --paths ${nearest(paths, ['relative', 'absolute']) ?? 'relative'}?`,
  });
}

function pickSeparator(name: string | undefined, format: WritableFormat): Separator {
  if (name === undefined || name === '/' || name === '\\') return format.keepsSlashes ? '/' : (name ?? '/');
  throw wrong('separator-unknown', `--separator takes / or \\, not ${JSON.stringify(name)}`, {
    hint: "write --separator '\\' in quotes, for the shell",
  });
}

function wrong(code: string, message: string, { hint }: { readonly hint: string }): AppError {
  return new AppError(code, message, { hint, exitCode: ExitCode.usage });
}
