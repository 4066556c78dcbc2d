import { open } from 'node:fs/promises';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { copyFiles, type CopyOptions, type DiscFile, type Sums } from '../copy-files.ts';
import type { ImagePlan } from './plan.ts';

/**
 * Writes the image of `files`, which `plan` was made of, to `path`. Returns the SHA-256 of each file by its
 * path on the disc. What is at `path` when it rejects is worthless. Throws as copyFiles does.
 */
export async function writeImage(
  path: string,
  files: readonly DiscFile[],
  plan: ImagePlan,
  options: CopyOptions = {},
): Promise<Sums> {
  const image = await open(path, 'w');
  try {
    await image.writeFile(plan.head());
    // The rest of last sectors and the padding at the end stay holes, which read as zeros.
    await image.truncate(plan.sectors * SECTOR_BYTES);
  } finally {
    await image.close();
  }
  const placeOf = (_file: DiscFile, index: number) => ({ target: path, position: plan.starts[index]! * SECTOR_BYTES });
  return copyFiles(files, placeOf, options);
}
