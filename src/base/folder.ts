import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from './errors.ts';

/**
 * Makes a folder with all that lead to it; one that is there already is fine. Throws the system's own error. (Node's
 * recursive mkdir hides that error on read-only file systems, and never returns below /proc.)
 */
export function makeFolder(path: string, mode = 0o777): void {
  try {
    mkdirSync(path, mode);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' && dirname(path) !== path) {
      makeFolder(dirname(path));
      makeMissing(path, mode);
    } else if (!isFolder(path)) {
      throw error;
    }
  }
}

/** The same for a folder that nobody else can look into. */
export function makePrivateFolder(path: string): void {
  makeFolder(path, 0o700);
  chmodSync(path, 0o700);
}

/** Another process may make the folder at the same moment. */
function makeMissing(path: string, mode: number): void {
  try {
    mkdirSync(path, mode);
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
