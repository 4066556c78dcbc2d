/**
 * The formats of playlist files, one file each. In come bytes that anybody may have written, out come entries: a title,
 * locations and what the file says of each. Which tracks of the library they are is matched elsewhere.
 */
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { formatBytes } from '../../base/bytes.ts';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { nearest } from '../../base/text.ts';
import type { PlaylistEntries, PlaylistFormat } from './format.ts';
import { m3u8 } from './m3u8.ts';
import { xspf } from './xspf.ts';

export const PLAYLIST_FORMATS: readonly PlaylistFormat[] = [m3u8, xspf];

const MAX_FILE_BYTES = 16 << 20;

/** The format with this id or file extension (with or without its dot, in any case), or undefined. */
export function findFormat(name: string): PlaylistFormat | undefined {
  const wanted = name.toLowerCase().replace(/^\./, '');
  return PLAYLIST_FORMATS.find((format) => format.id === wanted || format.extensions.includes(wanted));
}

/**
 * Reads a playlist file of up to 16 MiB, in the format that its extension names.
 *
 * @throws AppError `playlist-format-unknown` or `playlist-unreadable`
 */
export async function readPlaylistFile(path: string): Promise<PlaylistEntries> {
  const format = findFormat(extname(path));
  if (format === undefined) throw unknownFormat(path);
  return format.read(await readSmallFile(path), path);
}

function unknownFormat(path: string): AppError {
  const known = PLAYLIST_FORMATS.flatMap((format) => format.extensions);
  const near = nearest(extname(path), known);
  return new AppError('playlist-format-unknown', `${path} has no known playlist extension`, {
    hint: `${near === undefined ? '' : `did you mean .${near}? `}known are ${known.map((extension) => `.${extension}`).join(', ')}`,
    exitCode: ExitCode.usage,
  });
}

async function readSmallFile(path: string): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new Error('it is not a file');
    if (info.size > MAX_FILE_BYTES) throw new Error(`with ${formatBytes(info.size)} it is too large for a playlist`);
    return await readFile(path);
  } catch (error) {
    throw new AppError('playlist-unreadable', `can't read the playlist file ${path}: ${systemErrorReason(error)}`, {
      hint: 'give the path of a playlist file, from the folder of the manifest',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}
