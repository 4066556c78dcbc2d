import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { partialOf, removeAbandonedPartials } from '../base/atomic-file.ts';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { makeFolder } from '../base/folder.ts';
import type { Keys } from '../bundle/encryption/unseal.ts';
import type { OpenedArchive } from '../bundle/reading/opened-archive.ts';
import { LIMITS, type Limits } from '../bundle/reading/trusted-files.ts';
import { unpackBundle, type Unpacked } from '../bundle/reading/unpack.ts';
import type { Context } from './context.ts';
import { keysFrom } from './keys.ts';
import { withBundle } from './opened-bundle.ts';
import { workspaceOf } from './workspace.ts';

/**
 * Does `work` with paths in which each bundle is replaced by the folder of what is in it: unpacked into a folder of the workspace
 * that only this user can look into, and that is removed afterwards. What is no bundle stays as it is.
 *
 * @throws AppError as opening and unpacking do; `bundle-damaged` where anything in one is broken
 */
export async function withUnpacked<T>(
  paths: readonly string[],
  context: Context,
  options: Readonly<Record<string, unknown>>,
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const areFiles = await Promise.all(paths.map(isFile));
  if (!areFiles.includes(true)) return work(paths);
  const keys = await keysFrom(context, options);
  const { unpacked } = workspaceOf(context.settings.home);
  const folder = partialOf(join(unpacked, 'bundles'));
  let made: Promise<void> | null = null;
  const prepare = (): Promise<void> => (made ??= makePrivate(folder));
  try {
    const replaced: string[] = [];
    for (const [i, path] of paths.entries()) {
      const target = join(folder, String(i));
      replaced.push(areFiles[i] ? await unpackAside(path, keys, target, prepare, context.signal) : path);
    }
    return await work(replaced);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folder of a bundle that was unpacked below another one; what is no bundle is given back. */
async function unpackAside(
  path: string,
  keys: Keys,
  target: string,
  prepare: () => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await withBundle(path, keys, async (archive) => {
      await prepare();
      const { faults } = await unpackInto(target, archive, LIMITS, signal);
      if (faults.length > 0) throw broken(path, faults);
      return join(target, (await readdir(target))[0]!);
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'bundle-unknown') return path;
    throw error;
  }
}

/** Makes a folder for this user alone, and clears away those that ended processes left beside it. */
async function makePrivate(folder: string): Promise<void> {
  try {
    makeFolder(dirname(folder));
    await removeAbandonedPartials(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Unpacks an archive below a folder as `unpackBundle` does; a folder that can't be written is an AppError `output-unwritable`. */
export async function unpackInto(
  folder: string,
  archive: OpenedArchive,
  limits: Limits,
  signal: AbortSignal,
): Promise<Unpacked> {
  return unpackBundle(archive, folder, { limits, signal }).catch((error: unknown) => {
    if (error instanceof AppError || signal.aborted || !(error instanceof Error && 'syscall' in error)) throw error;
    throw unwritable(folder, error);
  });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function broken(path: string, [first, ...others]: Unpacked['faults']): AppError {
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return new AppError('bundle-damaged', `${path}: ${first!.file ?? 'it'}: ${first!.message}${more}`, {
    hint: 'see all of it with mixpress bundle verify, and have the bundle made again',
    exitCode: ExitCode.damaged,
  });
}

function unwritable(folder: string, error: unknown): AppError {
  return new AppError('output-unwritable', `can't unpack into ${folder}: ${systemErrorReason(error)}`, {
    hint: 'free some space there, or name another folder; the same command again goes on',
    cause: error,
  });
}
