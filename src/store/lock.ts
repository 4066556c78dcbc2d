import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../base/folder.ts';
import { Database } from './sqlite.ts';

export interface Lock {
  release(): void;
}

/**
 * Takes the exclusive lock at `path`, or returns null where another process holds it. The system drops the lock with
 * the process, however that ends, so none is ever left behind.
 */
export function takeLock(path: string): Lock | null {
  makeFolder(dirname(path));
  const db = new Database(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return { release: () => db.close() };
  } catch (error) {
    db.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
}

/** Whether somebody holds the lock at `path`. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  const lock = takeLock(path);
  lock?.release();
  return lock === null;
}
