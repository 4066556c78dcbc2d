import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { DiscCheck } from './disc-check.ts';
import { readBytes, readSmall, type DiscFolder } from './disc-folder.ts';
import { fault, type Fault } from './fault.ts';

/** Of the folder itself, of a DDP fileset and of a disc that is left as the tree of its files. */
const LIST = /^(?:[^/]+\/)?(SHA256SUMS|CHECKSUM\.MD5)$/;
const KINDS = {
  SHA256SUMS: { algorithm: 'sha256', digits: 64 },
  'CHECKSUM.MD5': { algorithm: 'md5', digits: 32 },
} as const;

/** Every file that a list of checksums names must be there and have its checksum. */
export const sumsCheck: DiscCheck = {
  id: 'sums',
  isFor: ({ files }) => [...files.keys()].some((name) => LIST.test(name)),
  find: async (folder) => {
    const faults: Fault[] = [];
    for (const name of folder.files.keys()) {
      const kind = LIST.exec(name)?.[1] as keyof typeof KINDS | undefined;
      if (kind === undefined) continue;
      const { algorithm, digits } = KINDS[kind];
      const text = (await readSmall(folder, name))?.toString('utf8') ?? '';
      const line = new RegExp(`^([0-9a-f]{${digits}}) [ *](.+)$`);
      for (const [i, row] of text.split(/\r?\n/).entries()) {
        if (row === '' && i > 0) continue;
        const [, sum, named] = line.exec(row) ?? [];
        if (sum === undefined) faults.push(fault(name, `line ${i + 1} is no checksum`));
        else faults.push(...(await compare(folder, posix.join(posix.dirname(name), named!), sum, algorithm)));
      }
    }
    return faults;
  },
};

/** A list may name files in any folder, but none outside. */
async function isFileOf({ path }: DiscFolder, file: string): Promise<boolean> {
  if (posix.isAbsolute(file) || file === '..' || file.startsWith('../')) return false;
  return (await stat(join(path, file)).catch(() => null))?.isFile() === true;
}

async function compare(folder: DiscFolder, file: string, sum: string, algorithm: string): Promise<Fault[]> {
  if (!(await isFileOf(folder, file))) return [fault(file, 'it is missing')];
  const hash = createHash(algorithm);
  for await (const bytes of readBytes(folder, file)) hash.update(bytes);
  return hash.digest('hex') === sum ? [] : [fault(file, `its ${algorithm.toUpperCase()} checksum is wrong`)];
}
