import type { BatchEvent } from '../model/batch.ts';
import type { Store } from '../store/store.ts';
import { dataVersion, nextChange } from '../store/next-change.ts';
import type { EventStore } from './event-store.ts';
import type { JobStore } from './job-store.ts';

const TOGETHER = 1000;
const LOOK_MS = 25;
const LOOK_AGAIN_MS = 10_000;

/**
 * The events of a batch after number `since`, first those that are there, then whatever any process adds, until nothing is
 * left to do of the batch. It only reads, so nobody is disturbed by it or by its end. Throws the signal's reason.
 */
export async function* follow(
  batch: string,
  since: number,
  { store, events, jobs }: { readonly store: Store; readonly events: EventStore; readonly jobs: JobStore },
  signal: AbortSignal,
): AsyncGenerator<readonly BatchEvent[], void> {
  for (let last = since; ;) {
    signal.throwIfAborted();
    const version = dataVersion(store);
    // Asked before: what is told until the end is then among the events.
    const isOpen = jobs.isOpen(batch);
    const some = events.since(batch, last, TOGETHER);
    last = some.at(-1)?.sequence ?? last;
    if (some.length > 0) yield some;
    if (some.length === TOGETHER) continue;
    if (!isOpen) return;
    await nextChange(store, version, { everyMs: LOOK_MS, atMostMs: LOOK_AGAIN_MS, signal });
  }
}
