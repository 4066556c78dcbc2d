import { AppError } from '../base/errors.ts';
import type { Keys } from '../bundle/encryption/unseal.ts';
import { openArchive } from '../bundle/reading/open-archive.ts';
import type { OpenedArchive } from '../bundle/reading/opened-archive.ts';

/** Opens a bundle for `work` and closes it whatever happens. Errors tell its name. */
export async function withBundle<T>(
  path: string,
  keys: Keys,
  work: (archive: OpenedArchive) => Promise<T>,
): Promise<T> {
  let archive: OpenedArchive | null = null;
  try {
    archive = await openArchive(path, keys);
    return await work(archive);
  } catch (error) {
    throw error instanceof AppError && error.code.startsWith('bundle-') && !error.message.includes(path)
      ? new AppError(error.code, `${path}: ${error.message}`, {
          exitCode: error.exitCode,
          cause: error,
          ...(error.hint === undefined ? {} : { hint: error.hint }),
        })
      : error;
  } finally {
    await archive?.close();
  }
}
