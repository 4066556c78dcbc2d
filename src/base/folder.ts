import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from './errors.ts';

/**
 * Makes a folder with all that lead to it; one that is there already is fine. Throws the system's own error. (Node's
 * recursive mkdir hides that error on read-only file systems, and never returns below /proc.)
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' && dirname(path) !== path) {
      makeFolder(dirname(path));
      makeMissing(path);
    } else if (!isFolder(path)) {
      throw error;
    }
  }
}

/** Another process may make the folder at the same moment. */
function makeMissing(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
