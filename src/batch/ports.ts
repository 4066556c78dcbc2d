import type { AudioEngine } from '../audio/engine.ts';
import type { Clock } from '../base/clock.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Store } from '../store/store.ts';
import { discStore, type DiscStore } from '../discs/disc-store.ts';
import { playlistStore, type PlaylistStore } from '../playlists/playlist-store.ts';
import { batchStore, type BatchStore } from './batch-store.ts';
import type { Dispatch } from './deliver.ts';
import { eventStore, type EventStore } from './event-store.ts';
import { receiptStore, type ReceiptStore } from './receipt-store.ts';

/** Everything outside of it that a batch touches. */
export interface Ports {
  readonly store: Store;
  readonly batches: BatchStore;
  readonly events: EventStore;
  readonly receipts: ReceiptStore;
  readonly playlists: PlaylistStore;
  readonly discs: DiscStore;
  readonly clock: Clock;
  readonly engine: AudioEngine;
  /** Name and version of this program, for the bundles. */
  readonly tool: { readonly name: string; readonly version: string };
  /** Folder for what is not finished yet. */
  readonly workFolder: string;
  /** Folder that gets the bundles. */
  readonly outFolder: string;
  /** Where bundles go then; absent: nowhere. */
  readonly dispatch?: Dispatch;
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
}

/** Who wants to know how it goes. */
export interface Watcher {
  /** What of the batch can't be met, before anything is made; a line each. */
  foretold(lines: readonly string[]): void;
  started(order: { readonly row: number; readonly title: string }): void;
  /** `share` goes from 0 to 1 within one activity. */
  progress(activity: string, share: number): void;
  /** `fresh` is false where all had been done before. */
  finished(result: OrderResult, fresh: boolean): void;
}

export type OutsideWorld = Omit<Ports, 'batches' | 'events' | 'receipts' | 'playlists' | 'discs'>;

/** Adds the stores of each table to what the command line provides. */
export function openPorts(world: OutsideWorld): Ports {
  const { store, clock } = world;
  return {
    ...world,
    batches: batchStore(store),
    events: eventStore(store, clock),
    receipts: receiptStore(store),
    playlists: playlistStore(store),
    discs: discStore(store),
  };
}
