/**
 * Where a bundle takes its name, nothing is lost: what is there already gives way only where it is a part of the new
 * bundle, as one is that was cut short, or where we made it ourselves and nobody has touched it since.
 */
import type { Dirent } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../base/atomic-file.ts';
import { AppError } from '../base/errors.ts';
import { bundleUnwritable } from './unwritable.ts';

/** What tells a bundle from another that took its name since. */
export interface Stamp {
  readonly bytes: number;
  /** When it was written last, in nanoseconds. */
  readonly writtenAt: string;
}

/** Size and time of a file, or of all files in a folder; null where there is none. */
export async function stampOf(path: string): Promise<Stamp | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  if (info === null) return null;
  if (!info.isDirectory()) return { bytes: Number(info.size), writtenAt: String(info.mtimeNs) };
  let [bytes, latest] = [0, 0n];
  for (const name of await readdir(path, { recursive: true })) {
    const file = await stat(join(path, name), { bigint: true });
    if (file.isDirectory()) continue;
    bytes += Number(file.size);
    if (file.mtimeNs > latest) latest = file.mtimeNs;
  }
  return { bytes, writtenAt: String(latest) };
}

/**
 * Lets `fill` write a bundle aside, then gives it its name. `made` are the stamps of bundles that we made under that name;
 * `record` gets the new one before it is placed.
 *
 * @throws AppError `bundle-exists` where something else is there, `bundle-unwritable`; what `fill` throws
 */
export async function placeBundle(
  path: string,
  fill: (partial: string) => Promise<void>,
  made: readonly Stamp[],
  record: (stamp: Stamp) => void,
): Promise<Stamp> {
  let stamp: Stamp | null = null;
  try {
    await replaceFile(path, async (partial) => {
      await fill(partial);
      stamp = await stampOf(partial);
      if (stamp === null) throw bundleUnwritable(path, new Error('what was written there has vanished'));
      await makeWay(path, partial, made);
      record(stamp);
    });
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? bundleUnwritable(path, error) : error;
  }
  return stamp!;
}

async function makeWay(path: string, partial: string, made: readonly Stamp[]): Promise<void> {
  const there = await stampOf(path);
  if (there === null) return;
  const isOurs = made.some(({ bytes, writtenAt }) => bytes === there.bytes && writtenAt === there.writtenAt);
  if (!isOurs && !(await isPartOf(path, partial))) {
    throw new AppError('bundle-exists', `${path} is there already and holds something else`, {
      hint: 'move it away, or name another folder for the bundles',
    });
  }
  if ((await stat(path)).isDirectory()) await rm(path, { recursive: true });
}

/** Whether all that one holds is in the other, too: its bytes are how the other one begins, or each of its files is. */
async function isPartOf(path: string, whole: string): Promise<boolean> {
  const [small, large] = await Promise.all([list(path), list(whole)]);
  if (small === null || large === null) return small === large && (await isStartOf(path, whole));
  for (const { name } of small) {
    if (!large.some((entry) => entry.name === name)) return false;
    if (!(await isPartOf(join(path, name), join(whole, name)))) return false;
  }
  return true;
}

/** What a folder holds; null for a file. */
async function list(path: string): Promise<Dirent[] | null> {
  return (await stat(path)).isDirectory() ? readdir(path, { withFileTypes: true }) : null;
}

async function isStartOf(path: string, whole: string): Promise<boolean> {
  const [a, b] = [await open(path), await open(whole)];
  try {
    const [ours, theirs] = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)];
    for (let at = 0; ;) {
      const { bytesRead } = await a.read(ours, 0, ours.length, at);
      if (bytesRead === 0) return true;
      const other = await b.read(theirs, 0, bytesRead, at);
      if (other.bytesRead < bytesRead || !ours.subarray(0, bytesRead).equals(theirs.subarray(0, bytesRead)))
        return false;
      at += bytesRead;
    }
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}
