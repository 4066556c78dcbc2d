import type { Problem } from '../base/problem.ts';
import type { Change } from './reasons.ts';

export type OrderState = 'queued' | 'running' | 'waiting' | 'done' | 'short' | 'failed' | 'cancelled';
export type BatchState = 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'cancelled';

/** What a batch was submitted with, beside its manifest. */
export interface BatchOptions {
  /** A recording is in so many lists of the batch at the most; null: in any number. */
  readonly distinct: number | null;
  /** Whether tracks that nobody marked as clean or explicit count as clean. */
  readonly unknownIsClean: boolean;
}

export const NO_OPTIONS: BatchOptions = { distinct: null, unknownIsClean: false };

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

export const EVENT_KINDS = [
  'batch-submitted',
  'order-queued',
  'order-started',
  'playlist-generated',
  'playlist-cloned',
  'disc-laid-out',
  'disc-mastered',
  'bundle-packed',
  'order-done',
  'order-short',
  'order-waiting',
  'order-failed',
  'batch-done',
  'delivered',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];
