import type { Problem } from '../base/problem.ts';
import type { AudioOptions } from './audio-options.ts';
import type { EventKind } from './events.ts';
import type { Priority } from './order.ts';
import type { Packing } from './packing.ts';
import type { Change } from './reasons.ts';

export type OrderState = 'queued' | 'running' | 'waiting' | 'done' | 'short' | 'failed' | 'cancelled';
export type BatchState = 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'cancelled';

/** What a batch was submitted with, beside its manifest. */
export interface BatchOptions {
  /** A recording is in so many lists of the batch at the most; null: in any number. */
  readonly distinct: number | null;
  /** Whether tracks that nobody marked as clean or explicit count as clean. */
  readonly unknownIsClean: boolean;
  /** How inserts are printed; null: there are none. */
  readonly insert: InsertOptions | null;
  /** Sectors that media are taken to hold instead of what they are known to, by their ids. Absent: none. */
  readonly capacities?: Readonly<Record<string, number>>;
  /** Discs of files are left as the tree of their files; absent: each is an ISO image. */
  readonly dataForm?: 'tree';
  /** kbit/s of the MP3s that are made; absent: as usual. */
  readonly mp3Bitrate?: number;
  /** How audio discs are made; absent: as usual. */
  readonly audio?: AudioOptions;
  /** In what form bundles are handed over; left out where that is the plain one. */
  readonly packing?: Packing;
}

export interface InsertOptions {
  readonly paper: 'a4' | 'letter';
  /** Absolute path of the font that they are set in; null: the one that comes along. */
  readonly font: string | null;
}

export const NO_OPTIONS: BatchOptions = { distinct: null, unknownIsClean: false, insert: { paper: 'a4', font: null } };

/** What a worker needs to do a batch by itself, beside its orders and options. Paths are absolute. */
export interface BatchWork {
  /** Folders of music that are scanned first; none: all that were scanned before. */
  readonly libraries: readonly string[];
  /** The real paths of those folders, as the last scan found them; null before. */
  readonly roots: readonly string[] | null;
  /** Where paths of playlist files in the manifest start. */
  readonly folder: string;
  /** Folder that receives the bundles. */
  readonly outFolder: string;
  /** Id of the audio engine. */
  readonly engine: string;
  /** Addresses of the targets that the bundles go to; absent: none. */
  readonly deliver?: readonly string[];
  /** Of the orders that tell none. */
  readonly priority: Priority;
  /** When a worker began with what is left to do (ISO 8601 in UTC), and how many orders that was; null before. */
  readonly started: { readonly at: string; readonly orders: number } | null;
}

/** What `run` and `status` tell about an order. A documented contract: see README. */
export interface OrderResult {
  readonly row: number;
  readonly title: string;
  readonly state: OrderState;
  /** Why the order is not done, or null. */
  readonly reason: string | null;
  /** Changes of one column that would each be enough to have it done, the smallest first, as far as any are known. */
  readonly changes: readonly Change[];
  /** Id of the playlist, or null while there is none. */
  readonly playlist: string | null;
  readonly tracks: number;
  readonly wantedMs: number | null;
  readonly lengthMs: number;
  /** How much shorter than wanted, or null where no length was asked for. */
  readonly gapMs: number | null;
  /** Bytes that are free on a disc of files which was to be filled; absent for all other orders. */
  readonly gapBytes?: number;
  readonly seed: number | null;
  readonly discs: number;
  readonly copies: number;
  /** Path of the bundle, or null while there is none. */
  readonly bundle: string | null;
  readonly warnings: readonly string[];
  /** Where the bundle was to be delivered, and whether it is there. */
  readonly deliveries: readonly DeliveryResult[];
}

export interface DeliveryResult {
  /** Address of the target, without credentials. */
  readonly target: string;
  readonly delivered: boolean;
  /** Why it is not there, or null. */
  readonly reason: string | null;
}

export interface BatchResult {
  readonly batch: string;
  readonly state: BatchState;
  readonly orders: readonly OrderResult[];
  /** What was wrong with files of the library or rows of the manifest, without stopping the others. */
  readonly problems: readonly Problem[];
}

/** One numbered entry in a batch's log. Numbers begin at 1 and have no holes. */
export interface BatchEvent {
  readonly batch: string;
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly kind: EventKind;
  /** Number of the order, or null for events of the whole batch. */
  readonly row: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}
