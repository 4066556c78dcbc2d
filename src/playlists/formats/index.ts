/**
 * The formats of playlist files, one file each. In come bytes that anybody may have written, out come entries: a title,
 * locations and what the file says of each. Which tracks of the library they are is matched elsewhere.
 */
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { formatBytes } from '../../base/bytes.ts';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import { nearest } from '../../base/text.ts';
import { csv } from './csv.ts';
import { cue } from './cue.ts';
import { unreadable, type PlaylistEntries, type PlaylistFormat, type WritableFormat } from './format.ts';
import { itunes } from './itunes.ts';
import { jspf } from './jspf.ts';
import { json } from './json.ts';
import { m3u } from './m3u.ts';
import { m3u8 } from './m3u8.ts';
import { pls } from './pls.ts';
import { rekordbox } from './rekordbox.ts';
import { toc } from './toc.ts';
import { traktor } from './traktor.ts';
import { xspf } from './xspf.ts';

/** All of them; those that are only read have no `write`. What is heavy in reading is loaded with the first file. */
export const PLAYLIST_FORMATS: readonly PlaylistFormat[] = [
  m3u8,
  m3u,
  pls,
  xspf,
  jspf,
  csv,
  json,
  rekordbox,
  traktor,
  itunes,
  cue,
  toc,
];

/** Those that are written as well. */
export const WRITABLE_FORMATS: readonly WritableFormat[] = PLAYLIST_FORMATS.filter(
  (format): format is WritableFormat => format.write !== undefined,
);

const MAX_FILE_BYTES = 256 << 20;

/** The formats with this id, else with this file extension, with or without its dot, in any case; mostly one or none. */
export function findFormats(name: string): readonly PlaylistFormat[] {
  const wanted = name.toLowerCase().replace(/^\./, '');
  const byId = PLAYLIST_FORMATS.filter((format) => format.id === wanted);
  return byId.length > 0 ? byId : PLAYLIST_FORMATS.filter((format) => format.extensions.includes(wanted));
}

/** The first of them, or undefined. */
export function findFormat(name: string): PlaylistFormat | undefined {
  return findFormats(name)[0];
}

/** The path in a reference to a playlist file, by its extension, without the list in it (`lib.xml#Jazz`); else null. */
export function playlistFilePath(reference: string): string | null {
  const { path } = splitReference(reference);
  return findFormats(extname(path)).length > 0 ? path : null;
}

/** The path of a playlist file, and which playlist of it is meant, where its format can hold several. */
function splitReference(reference: string): { readonly path: string; readonly list?: string } {
  const several = PLAYLIST_FORMATS.filter(({ holdsSeveral }) => holdsSeveral).flatMap(({ extensions }) => extensions);
  const [, path, list] = new RegExp(`^(.*?\\.(?:${several.join('|')}))#(.*)$`, 'is').exec(reference) ?? [];
  return path === undefined ? { path: reference } : { path, list: list! };
}

/** Whether files of this name may hold several playlists. */
export function mayHoldSeveral(path: string): boolean {
  return findFormats(extname(path)).some(({ holdsSeveral }) => holdsSeveral === true);
}

/**
 * Reads all playlists of a file, of which a format may hold several: without those that its program made, and those that
 * are empty.
 *
 * @throws AppError as readPlaylistFile does
 */
export async function readAllPlaylists(path: string): Promise<readonly PlaylistEntries[]> {
  const { data, format } = await openPlaylistFile(path);
  const lists = (await format.readAll?.(data, path)) ?? [await format.read(data, path)];
  return lists.filter(({ entries }) => entries.length > 0);
}

/**
 * Reads a playlist file of up to 256 MiB, in the format that its extension names and, where that leaves a choice, its
 * beginning tells. `lib.xml#Jazz` is the playlist Jazz of a file that holds several.
 *
 * @throws AppError `playlist-format-unknown`, `playlist-unreadable` or `playlist-unclear`
 */
export async function readPlaylistFile(reference: string): Promise<PlaylistEntries> {
  const { path, list } = splitReference(reference);
  const { data, format } = await openPlaylistFile(path);
  return format.read(data, path, list);
}

async function openPlaylistFile(path: string): Promise<{ readonly data: Uint8Array; readonly format: PlaylistFormat }> {
  const formats = findFormats(extname(path));
  if (formats.length === 0) throw unknownFormat(path);
  const data = await readSmallFile(path);
  const head = Buffer.from(data.subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  const format = formats.length === 1 ? formats[0] : formats.find((one) => one.recognises?.(head));
  if (format === undefined) throw unreadable(formats.map(({ name }) => name).join(' or '), path, null, 'it is neither');
  return { data, format };
}

function unknownFormat(path: string): AppError {
  const known = [...new Set(PLAYLIST_FORMATS.flatMap((format) => format.extensions))];
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
