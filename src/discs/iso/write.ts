import { open } from 'node:fs/promises';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { copyFiles, writeAt, type CopyOptions, type DiscFile, type Sums } from '../copy-files.ts';
import type { ImagePlan } from './plan.ts';

/**
 * Writes the image of `files`, which `plan` was made of, to `path`, as a stream. Returns the SHA-256 of each file by its
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
    await writeAt(image, plan.head(), 0);
    const sums = await copyFiles(
      files,
      async (_file, index, copy) => {
        const start = plan.starts[index]! * SECTOR_BYTES;
        await copy((bytes, offset) => writeAt(image, bytes, start + offset));
      },
      options,
    );
    // The rest of last sectors and the padding at the end are holes, which read as zeros.
    await image.truncate(plan.sectors * SECTOR_BYTES);
    return sums;
  } finally {
    await image.close();
  }
}
