import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './folder.ts';
import { sha256 } from './hash.ts';

const PARTIAL = '.partial-';

/**
 * Files that are either whole or not there: the content goes to a hidden file beside the target, is flushed to the
 * device, and only then takes the target's name. A process that dies leaves at most a hidden partial file, which the
 * next writer of the same target removes.
 */

/**
 * Writes `path` through `fill`, which gets the path of the partial file and must have it complete when it resolves. On
 * any error the partial file is removed and the error thrown on; an older file at `path` is then untouched.
 */
export async function replaceFile(path: string, fill: (partialPath: string) => Promise<void>): Promise<void> {
  makeFolder(dirname(path));
  await removeAbandonedPartials(dirname(path), partialPrefix(path));
  const partial = partialOf(path);
  writing.add(partial);
  try {
    await fill(partial);
    await flush(partial);
    await rename(partial, path);
    await flush(dirname(path));
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    writing.delete(partial);
  }
}

/** What this process is writing: it may be at one target twice at a time. */
const writing = new Set<string>();
let count = 0;

/** Writes text or bytes to `path` in the same way. */
export async function replaceFileWith(path: string, data: string | Uint8Array): Promise<void> {
  await replaceFile(path, async (partial) => {
    const file = await open(partial, 'w');
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
  });
}

/** Asks the system to put a file's content, or a folder's entries, on the device. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems refuse to flush a folder; its entries are then as safe as that system makes them.
    if (!['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Where this process writes what is to become `path`: a new name each time. */
export function partialOf(path: string): string {
  return join(dirname(path), `${partialPrefix(path)}${process.pid}-${++count}`);
}

function partialPrefix(path: string): string {
  const name = basename(path);
  // Longer ones would leave no room for the mark.
  return `.${Buffer.byteLength(name) > 200 ? sha256(name).slice(0, 32) : name}${PARTIAL}`;
}

/** Removes the partial files that processes which are no more have left in a folder: all of them, or those of one name. */
export async function removeAbandonedPartials(folder: string, prefix = '.'): Promise<void> {
  for (const partial of await abandonedPartials(folder, prefix)) await rm(partial, { recursive: true, force: true });
}

/** The paths of those files. */
export async function abandonedPartials(folder: string, prefix = '.'): Promise<string[]> {
  const names = await readdir(folder);
  const all = names.filter((name) => name.startsWith(prefix) && name.includes(PARTIAL));
  return all.map((name) => join(folder, name)).filter(isAbandoned);
}

function isAbandoned(partial: string): boolean {
  const pid = Number(partial.slice(partial.lastIndexOf(PARTIAL) + PARTIAL.length).split('-')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  return pid === process.pid ? !writing.has(partial) : !isAlive(pid);
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
