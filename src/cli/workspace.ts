import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError, ExitCode, systemErrorCode } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';
import type { Context } from './context.ts';
import type { Store } from '../store/store.ts';

/** The places of a workspace below its home. */
export function workspaceOf(home: string): {
  readonly database: string;
  readonly work: string;
  /** What of bundles is unpacked for a while. */
  readonly unpacked: string;
  readonly locks: string;
  lock(batch: string): string;
} {
  return {
    database: join(home, 'mixpress.db'),
    work: join(home, 'work'),
    unpacked: join(home, 'unpacked'),
    locks: join(home, 'locks'),
    lock: (batch) => join(home, 'locks', `${batch}.lock`),
  };
}

/**
 * Opens the database of the workspace for `work` and closes it whatever happens; a scratch copy is thrown away. One that is
 * to be there is not made: without it there is no batch.
 */
export async function withStore<T>(
  context: Context,
  kind: 'kept' | 'scratch' | 'there',
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { openStore, openScratchStore } = await import('../store/store.ts');
  const { lockHolder } = await import('../store/lock-holder.ts');
  const { database } = workspaceOf(context.settings.home);
  let store: Store | undefined;
  try {
    if (kind === 'there' && isMissing(database)) throw noBatch();
    store = kind === 'scratch' ? openScratchStore(database) : openStore(database);
    return await work(store);
  } catch (error) {
    throw storeError(error, database, lockHolder) ?? error;
  } finally {
    store?.close();
  }
}

function isMissing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined && statSync(dirname(path)).isDirectory();
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT';
  }
}

/** The error for a workspace in which nothing was submitted yet. */
export function noBatch(): AppError {
  return new AppError('no-batch', 'there is no batch yet', {
    hint: 'make one with mixpress run MANIFEST --library DIR --out DIR',
    exitCode: ExitCode.usage,
  });
}

/** Troubles of the database that are nobody's bug: it is locked or damaged, or its disk is full. */
function storeError(error: unknown, database: string, holder: (database: string) => string | null): AppError | null {
  const code = systemErrorCode(error);
  if (!code?.startsWith('SQLITE_')) return null;
  if (code.startsWith('SQLITE_BUSY'))
    return new AppError(
      'store-busy',
      `${escapeControl(holder(database) ?? 'another process')} keeps the database ${database} locked`,
      {
        hint: 'wait for it to end, then run again',
        exitCode: ExitCode.locked,
      },
    );
  if (code === 'SQLITE_FULL')
    return new AppError('disk-full', `can't write the database ${database}: no space left on the device`, {
      hint: 'free some space and run the same command again to go on',
    });
  return new AppError('store-damaged', `can't use the database ${database}: ${(error as Error).message}`, {
    hint: 'name another workspace with --home DIR',
  });
}
