import { join } from 'node:path';
import { verifyImage } from '../iso/verify.ts';
import type { DiscCheck } from './disc-check.ts';

/** Images of discs of files: their structure, and every file on them by its checksum there. */
export const imageCheck: DiscCheck = {
  id: 'image',
  isFor: ({ files }) => imagesIn(files).length > 0,
  find: async ({ path, files }) => {
    const found = await Promise.all(
      imagesIn(files).map(async (name) => {
        const image = join(path, name);
        const faults = await verifyImage(image);
        return faults.map((one) => ({ ...one, file: one.file === image ? name : `${name}:${one.file}` }));
      }),
    );
    return found.flat();
  },
};

function imagesIn(files: ReadonlyMap<string, number>): string[] {
  return [...files.keys()].filter((name) => /^[^/]+\.iso$/i.test(name));
}
