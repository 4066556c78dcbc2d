import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../../base/errors.ts';
import type { DiscRecordFacts } from './disc-record.ts';

/** A folder that is checked: the plain files in it and in its folders, but no deeper. */
export interface DiscFolder {
  readonly path: string;
  /** Bytes of each file, by its name from the folder, with `/`. */
  readonly files: ReadonlyMap<string, number>;
  /** What its disc.json says; null where there is none that can be read. */
  readonly record: DiscRecordFacts | null;
}

/** Larger than any text or list of packs of a disc. */
const MOST_BYTES = 1 << 22;

/** Lists a folder. Throws AppError `folder-unreadable`. */
export async function listFiles(path: string): Promise<Map<string, number>> {
  try {
    const files = new Map<string, number>();
    for (const name of (await readdir(path)).sort()) {
      const info = await stat(join(path, name)).catch(() => null);
      if (info?.isFile() === true) files.set(name, info.size);
      if (info?.isDirectory() !== true) continue;
      for (const inner of (await readdir(join(path, name))).sort()) {
        const info = await stat(join(path, name, inner)).catch(() => null);
        if (info?.isFile() === true) files.set(`${name}/${inner}`, info.size);
      }
    }
    return files;
  } catch (error) {
    throw new AppError('folder-unreadable', `can't read the folder ${path}: ${systemErrorReason(error)}`, {
      hint: 'name the unpacked folder of a bundle, of a disc or of a DDP fileset',
      exitCode: ExitCode.usage,
      cause: error,
    });
  }
}

/** The bytes of a small file of the folder; null where it is missing, too large or can't be read. */
export async function readSmall({ path, files }: Omit<DiscFolder, 'record'>, name: string): Promise<Buffer | null> {
  const bytes = files.get(name);
  if (bytes === undefined || bytes > MOST_BYTES) return null;
  return readFile(join(path, name)).catch(() => null);
}

/** The bytes of a file of the folder from `start` on. Throws what the system does. */
export function readBytes({ path }: DiscFolder, name: string, start = 0): AsyncIterable<Buffer> {
  return createReadStream(join(path, name), { start, highWaterMark: 1 << 20 });
}
