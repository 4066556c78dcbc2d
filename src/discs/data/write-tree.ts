import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFiles, writeAt, type CopyOptions, type DiscFile, type Sums } from '../copy-files.ts';

/**
 * Writes the files of a disc into a new folder at `path`, in place of what was there. The folder is there when it is whole,
 * and not before. Returns the SHA-256 of each file by its path on the disc. Throws as copyFiles does.
 */
export async function writeTree(path: string, files: readonly DiscFile[], options: CopyOptions = {}): Promise<Sums> {
  const partial = `${path}.partial`;
  await rm(partial, { recursive: true, force: true });
  const sums = await copyFiles(
    files,
    async (file, _index, copy) => {
      const target = join(partial, file.path);
      await mkdir(dirname(target), { recursive: true });
      const output = await open(target, 'wx');
      try {
        await copy((bytes, offset) => writeAt(output, bytes, offset));
      } finally {
        await output.close();
      }
    },
    options,
  );
  await rm(path, { recursive: true, force: true });
  await rename(partial, path);
  return sums;
}
