import { setTimeout } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal is aborted: that is no error here. No clock can be set to shorten it. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
