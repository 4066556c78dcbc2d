import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFiles, type CopyOptions, type DiscFile, type Sums } from '../copy-files.ts';

/**
 * Writes the files of a disc into a new folder at `path`, in place of what was there. The folder is there when it is whole,
 * and not before. Returns the SHA-256 of each file by its path on the disc. Throws as copyFiles does.
 */
export async function writeTree(path: string, files: readonly DiscFile[], options: CopyOptions = {}): Promise<Sums> {
  const partial = `${path}.partial`;
  await rm(partial, { recursive: true, force: true });
  const folders = new Set(files.map((file) => dirname(join(partial, file.path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const sums = await copyFiles(files, (file) => ({ target: join(partial, file.path), position: null }), options);
  await rm(path, { recursive: true, force: true });
  await rename(partial, path);
  return sums;
}
