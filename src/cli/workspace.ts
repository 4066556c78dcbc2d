import { join } from 'node:path';
import type { Context } from './context.ts';
import type { Store } from '../store/store.ts';

/** The places of a workspace below its home. */
export function workspaceOf(home: string): {
  readonly database: string;
  readonly work: string;
  lock(batch: string): string;
} {
  return {
    database: join(home, 'mixpress.db'),
    work: join(home, 'work'),
    lock: (batch) => join(home, 'locks', `${batch}.lock`),
  };
}

/** Opens the database of the workspace for `work` and closes it whatever happens; a scratch copy is thrown away. */
export async function withStore<T>(
  context: Context,
  kind: 'kept' | 'scratch',
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { openStore, openScratchStore } = await import('../store/store.ts');
  const { database } = workspaceOf(context.settings.home);
  const store = kind === 'kept' ? openStore(database) : openScratchStore(database);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
