import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';
import type { Catalogue } from '../library/catalogues/catalogue.ts';
import { openCatalogue } from '../library/catalogues/index.ts';
import type { WantedColumn } from '../library/catalogues/mapping.ts';
import { groupRows } from '../library/groups.ts';
import { listRows } from '../library/list-rows.ts';
import { openApart, type GroupedCatalogue } from '../library/open-apart.ts';
import { findFormats, mayHoldSeveral, playlistFilePath, readPlaylistFile } from '../playlists/formats/index.ts';
import type { Context } from './context.ts';
import { untilStopped } from './manifests.ts';

interface Naming {
  /** As it was named. */
  readonly file: string;
  /** What the store knows it by: its real path, `-` for standard input. */
  readonly source: string;
}

/** A catalogue that somebody names on the command line. */
export type NamedCatalogue = Catalogue & Naming;

/** From this size on a thread of its own reads a catalogue in less time than it takes to start. */
const LARGE_BYTES = 1 << 22;

/** Kinds of files that are read as catalogues although playlists are written so too. */
const ALSO_CATALOGUES: ReadonlySet<string> = new Set(['csv', 'json', 'xml', 'nml', 'txt']);

/**
 * Opens a catalogue or, where its name ends as playlists do, a list of tracks; `-` is a catalogue from standard input.
 *
 * @throws AppError `catalogue-unreadable`, or what is wrong with its content, with its name
 */
export async function openNamed(file: string, map: readonly WantedColumn[], context: Context): Promise<NamedCatalogue> {
  try {
    if (file === '-') {
      return { file, source: '-', ...(await openCatalogue(untilStopped(context), { source: 'standard input', map })) };
    }
    const { path, isList } = await locate(file);
    if (isList) return { file, source: path, ...(await openList(file, path)) };
    const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
    return { file, source: path, ...(await openCatalogue(bytes, { source: file, map })) };
  } catch (error) {
    throw named(error, file);
  }
}

/** The same with its rows in groups. Large files are read by a thread of their own. */
export async function openGrouped(
  file: string,
  map: readonly WantedColumn[],
  context: Context,
): Promise<GroupedCatalogue & Naming> {
  try {
    const found = file === '-' ? null : await locate(file);
    if (found !== null && !found.isList && (await stat(found.path)).size >= LARGE_BYTES) {
      return { file, source: found.path, ...(await openApart(found.path, { source: file, map })) };
    }
  } catch (error) {
    throw named(error, file);
  }
  const { batches, ...catalogue } = await openNamed(file, map, context);
  return { ...catalogue, rows: groupRows(batches) };
}

/** The real path of a file, without the list that is meant of several in it. */
async function locate(file: string): Promise<{ readonly path: string; readonly isList: boolean }> {
  const listPath = playlistFilePath(file);
  return { path: await realpath(resolve(listPath ?? file)), isList: listPath !== null && isList(listPath) };
}

/** Whether a file of this name is a playlist, or a collection that may hold some. */
export function isListFile(path: string): boolean {
  return isList(path) || mayHoldSeveral(path);
}

/** Only a playlist is ever written with such a name. */
function isList(path: string): boolean {
  const extension = extname(path).slice(1).toLowerCase();
  return findFormats(extension).length > 0 && !ALSO_CATALOGUES.has(extension);
}

async function openList(file: string, path: string): Promise<Catalogue> {
  const { title, entries } = await readPlaylistFile(path);
  const format = findFormats(extname(path))[0]!;
  async function* batches(): AsyncGenerator<ReturnType<typeof listRows>> {
    yield listRows(title, entries, file, dirname(path));
  }
  const mapping = { columns: [], passedOver: [] };
  return {
    kind: format.id,
    name: `${format.name} list`,
    dialect: null,
    mapping,
    batches: batches(),
    playlists: () => 0,
  };
}

/** The same error with the name of the file, which is one of several. */
export function named(error: unknown, file: string): unknown {
  const name = escapeControl(file);
  if (error instanceof AppError) {
    if (error.exitCode === ExitCode.interrupted || error.message.includes(name)) return error;
    const { code, message, hint, exitCode } = error;
    return new AppError(code, `${name}: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      exitCode,
      cause: error,
    });
  }
  if (!/^E[A-Z]+$/.test(systemErrorCode(error) ?? '')) return error;
  return new AppError('catalogue-unreadable', `can't read the catalogue ${name}: ${systemErrorReason(error)}`, {
    hint: 'give the path of a catalogue or playlist file, or - for standard input',
    exitCode: ExitCode.usage,
    cause: error,
  });
}
