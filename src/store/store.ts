/**
 * The one SQLite file of a workspace: opening it, its transactions and its schema. What is in the tables is the
 * business of the `*-store.ts` of each feature; each table is written by exactly one of them.
 */
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import { makeFolder } from '../base/folder.ts';
import { MIGRATIONS } from './migrations.ts';
import { copyInto } from './scratch-copy.ts';
import { Database } from './sqlite.ts';

export interface Store {
  readonly db: BetterSqlite3.Database;
  /**
   * Runs `work` in one IMMEDIATE transaction: all of it is committed, or none. Within another one it is a part of that.
   * Must not be asynchronous.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5000;

/** Opens the database at `path`, making or migrating it as needed. Refuses one that a newer mixpress has made. */
export function openStore(path: string): Store {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw cannotOpen(path, error);
  }
  return open(path);
}

/**
 * Opens a private copy of the database at `path`, or an empty one where there is none. Changes to it are lost when it
 * is closed and nothing is written at `path`: this is what a dry run works on. The tables of the search are empty until
 * something is searched for.
 */
export function openScratchStore(path: string): Store {
  if (!existsSync(path)) return open(':memory:');
  const folder = mkdtempSync(join(tmpdir(), 'mixpress-dry-run-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const store = openCopy(path, join(folder, 'copy.db'));
    const close = (): void => {
      store.close();
      remove();
    };
    return { ...store, close };
  } catch (error) {
    remove();
    throw error;
  }
}

function openCopy(path: string, copy: string): Store {
  const target = connect(copy);
  try {
    refuseNewer(copyInto(target, path), path);
  } finally {
    target.close();
  }
  const store = open(copy);
  // Nobody asks for it after a power cut.
  store.db.pragma('synchronous = OFF');
  return store;
}

function open(path: string): Store {
  const db = connect(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // 64 MB: what a library of a million tracks needs to find its tracks without going to the disk for each.
    db.pragma('cache_size = -65536');
    // Pages of the log, 32 MB: what many transactions change again and again goes into the database once.
    db.pragma('wal_autocheckpoint = 8192');
    db.pragma('foreign_keys = ON');
    migrate(db, path);
  } catch (error) {
    db.close();
    throw error instanceof AppError || isBusy(error) ? error : cannotOpen(path, error);
  }
  return {
    db,
    transaction: (work) => (db.inTransaction ? work() : db.transaction(work).immediate()),
    close: () => db.close(),
  };
}

/** Another process keeps the file locked: who asked for it tells that. */
function isBusy(error: unknown): boolean {
  return systemErrorCode(error)?.startsWith('SQLITE_BUSY') === true;
}

function connect(path: string, options: BetterSqlite3.Options = {}): BetterSqlite3.Database {
  try {
    return new Database(path, { timeout: BUSY_TIMEOUT_MS, ...options });
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function cannotOpen(path: string, error: unknown): AppError {
  return new AppError('store-unusable', `can't open the database ${path}: ${systemErrorReason(error)}`, {
    hint: 'name another workspace with --home DIR, or mend its permissions',
    cause: error,
  });
}

function migrate(db: BetterSqlite3.Database, path: string): void {
  const version = (): number => db.pragma('user_version', { simple: true }) as number;
  if (version() === MIGRATIONS.length) return;
  db.transaction(() => {
    const from = version();
    refuseNewer(from, path);
    for (const step of MIGRATIONS.slice(from)) db.exec(step);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

function refuseNewer(version: number, path: string): void {
  if (version <= MIGRATIONS.length) return;
  throw new AppError('store-newer', `the database ${path} was made by a newer mixpress (schema ${version})`, {
    hint: 'update mixpress, or name another workspace with --home DIR',
    exitCode: ExitCode.usage,
  });
}
