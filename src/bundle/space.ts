import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formatBytes } from '../base/bytes.ts';
import { AppError, systemErrorCode } from '../base/errors.ts';

/**
 * Whether `bytes` more can be written at `path`, which need not exist yet: null, or the error to throw (`disk-full`).
 * A file system that doesn't tell its free space is trusted.
 */
export async function lackOfSpace(path: string, bytes: number): Promise<AppError | null> {
  const { blocks, bavail, bsize } = await nearestStatfs(resolve(path));
  const free = bavail * bsize;
  if (blocks === 0 || free >= bytes) return null;
  return new AppError('disk-full', `${path} needs ${formatBytes(bytes)}, but only ${formatBytes(free)} are free`, {
    hint: `free ${formatBytes(bytes - free)} there, or name another folder`,
  });
}

async function nearestStatfs(path: string): Promise<StatsFs> {
  try {
    return await statfs(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return nearestStatfs(dirname(path));
  }
}
