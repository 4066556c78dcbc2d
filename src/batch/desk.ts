import type { Clock } from '../base/clock.ts';
import type { Store } from '../store/store.ts';
import { batchStore, type BatchStore } from './batch-store.ts';
import { eventStore, type EventStore } from './event-store.ts';
import { jobStore, type JobStore } from './job-store.ts';

/** Where batches are handed in, looked after and withdrawn, without any work being done. */
export interface Desk {
  readonly store: Store;
  readonly batches: BatchStore;
  readonly events: EventStore;
  readonly jobs: JobStore;
  readonly clock: Clock;
}

export function openDesk(store: Store, clock: Clock): Desk {
  return { store, clock, batches: batchStore(store), events: eventStore(store, clock), jobs: jobStore(store) };
}
