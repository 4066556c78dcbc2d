import { realpath, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';
import { compareText, escapeControl } from '../base/text.ts';

/**
 * Makes absolute real paths of folders that people name, sorted; one that lies within another is left out.
 *
 * @throws AppError `library-missing` where one is no folder
 */
export async function realRoots(folders: readonly string[]): Promise<string[]> {
  const paths = [...new Set(await Promise.all(folders.map(realFolder)))].sort(compareText);
  return paths.filter(
    (path) => !paths.some((other) => other !== path && path.startsWith(other.endsWith(sep) ? other : other + sep)),
  );
}

async function realFolder(folder: string): Promise<string> {
  try {
    const path = await realpath(resolve(folder));
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    throw missing(folder, systemErrorReason(error), error);
  }
  throw missing(folder, 'it is a file, not a folder');
}

function missing(folder: string, reason: string, cause?: unknown): AppError {
  return new AppError('library-missing', `can't scan the folder ${escapeControl(folder)}: ${reason}`, {
    hint: 'name a folder that holds music, and see that its drive is mounted',
    exitCode: ExitCode.usage,
    cause,
  });
}
