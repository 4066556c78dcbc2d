import { existsSync, readdirSync, statfsSync, watch, type FSWatcher } from 'node:fs';
import { join, sep } from 'node:path';

/** Something that tells of changes until it is closed. */
export interface FolderWatch {
  close(): void;
}

/** Of file systems that tell nothing of what others do to them: NFS, SMB, CIFS, SMB2, 9P, AFS, Ceph, and FUSE (sshfs). */
const SILENT_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x65735546]);

/** Why changes of a folder can't be followed, or null where they can. */
export function whyUnwatchable(folder: string): string | null {
  return SILENT_TYPES.has(Number(statfsSync(folder).type)) ? 'it lies on a network share' : null;
}

/**
 * Tells the folders, `root` or below it, in which something changes. Linux tells of one folder only, so there each folder
 * is watched by itself; files need no watch of their own. Hidden folders are left out.
 *
 * @param failed is told once why the folder can't be watched any longer
 */
export function watchFolder(
  root: string,
  changed: (folder: string) => void,
  failed: (error: unknown) => void,
): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  const recursive = process.platform !== 'linux';
  const close = (below = root): void => {
    for (const [folder, watcher] of watchers) {
      if (folder !== below && !folder.startsWith(below + sep)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  const guard = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      close();
      failed(error);
    }
  };
  const told = (folder: string, name: string | null): void => {
    if (!existsSync(folder)) close(folder);
    else if (name !== null && !recursive) add(join(folder, name));
    changed(recursive && name !== null ? join(folder, name, '..') : folder);
  };
  const add = (folder: string): void => {
    const folders = [folder];
    for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
      const here = next;
      const names = watchers.has(here) ? null : foldersIn(here);
      if (names === null) continue;
      const watcher = watch(here, { recursive }, (_event, name) => guard(() => told(here, name)));
      // A folder that is taken away is told of by the one that it was in.
      watcher.on('error', () => close(here));
      watchers.set(here, watcher);
      if (!recursive) folders.push(...names.map((name) => join(here, name)));
    }
  };
  guard(() => add(root));
  return { close: () => close() };
}

/** Names of the folders in a folder, or null where it is none or can't be read. */
function foldersIn(path: string): string[] | null {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return null;
  }
}
