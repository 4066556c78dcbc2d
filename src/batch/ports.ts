import { loudnessStore, type LoudnessStore } from '../audio/loudness-store.ts';
import type { AudioEngine } from '../audio/engine.ts';
import type { OrderResult } from '../model/batch.ts';
import { discStore, type DiscStore } from '../discs/disc-store.ts';
import { playlistStore, type PlaylistStore } from '../playlists/playlist-store.ts';
import type { Dispatch } from './deliver.ts';
import { openDesk, type Desk } from './desk.ts';
import type { JobId } from './job-store.ts';
import { receiptStore, type ReceiptStore } from './receipt-store.ts';

/** Everything outside of it that a batch touches. */
export interface Ports extends Desk {
  readonly receipts: ReceiptStore;
  readonly playlists: PlaylistStore;
  readonly discs: DiscStore;
  readonly loudness: LoudnessStore;
  readonly engine: AudioEngine;
  /** Name and version of this program, for the bundles. */
  readonly tool: { readonly name: string; readonly version: string };
  /** Folder for what is not finished yet. */
  readonly workFolder: string;
  /** Folder that gets the bundles. */
  readonly outFolder: string;
  /** What bundles are encrypted with, where their packing says so. */
  readonly passphrase?: string;
  /** Where bundles go then; absent: nowhere. */
  readonly dispatch?: Dispatch;
  /** Aborted where nothing new is to be begun. */
  readonly signal: AbortSignal;
  /** Aborted where even the piece at hand is to be dropped; absent: with `signal`. */
  readonly atOnce?: AbortSignal;
  readonly watcher: Watcher;
}

/** Who wants to know how it goes. */
export interface Watcher {
  /** What of the batch can't be met, before anything is made; a line each. */
  foretold(lines: readonly string[]): void;
  started(order: { readonly row: number; readonly title: string }): void;
  /** `share` goes from 0 to 1 within one activity. */
  progress(activity: string, share: number, of?: ProgressOf): void;
  /** `fresh` is false where all had been done before. */
  finished(result: OrderResult, fresh: boolean, batch?: string): void;
  /** Nothing new is begun any more; what is at hand is brought to its end. */
  stopping?(): void;
  /** This process is not at that job any more, whatever has become of it. */
  left?(job: JobId): void;
}

/** What an activity is a part of. */
export interface ProgressOf {
  /** Which piece of its order is being made, from 0: each disc is one. Nothing: the last one, the bundle. */
  readonly piece?: number;
  /** The order, and how much of all its pieces is done, from 0 to 1. */
  readonly order?: JobId & { readonly title: string; readonly share: number };
  /** Playing time of the audio that the whole activity goes through. */
  readonly playMs?: number;
}

export type OutsideWorld = Omit<Ports, 'batches' | 'events' | 'jobs' | 'receipts' | 'playlists' | 'discs' | 'loudness'>;

/** Adds the stores of each table to what the command line provides. */
export function openPorts(world: OutsideWorld): Ports {
  const { store, clock } = world;
  return {
    ...world,
    ...openDesk(store, clock),
    receipts: receiptStore(store),
    playlists: playlistStore(store),
    discs: discStore(store),
    loudness: loudnessStore(store),
  };
}
