import { pause } from '../base/pause.ts';
import type { Store } from './store.ts';

/** A number that is another one after every change that another connection has made. */
export function dataVersion({ db }: Store): number {
  return db.pragma('data_version', { simple: true }) as number;
}

/**
 * Resolves as soon as another connection has changed the database since `version`, looking every so many milliseconds;
 * also after `atMostMs`, and when the signal is aborted.
 */
export async function nextChange(
  store: Store,
  version: number,
  { everyMs, atMostMs, signal }: { readonly everyMs: number; readonly atMostMs: number; readonly signal: AbortSignal },
): Promise<void> {
  for (let waited = 0; waited < atMostMs && !signal.aborted; waited += everyMs) {
    if (dataVersion(store) !== version) return;
    await pause(everyMs, signal);
  }
}
