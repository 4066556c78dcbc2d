import type { Priority } from './order.ts';

const HOUR_MS = 3_600_000;

/**
 * How much longer than a low order another one counts as having waited. What has waited longest comes first, so a low
 * order is overtaken by what is queued within this time after it, and by nothing later.
 */
export const HEAD_START_MS: Readonly<Record<Priority, number>> = {
  low: 0,
  normal: HOUR_MS,
  high: 6 * HOUR_MS,
  rush: 24 * HOUR_MS,
};

/** When the turn of a job comes: the smallest number first. `queuedAt` in milliseconds. */
export function turnOf(priority: Priority, queuedAt: number): number {
  return queuedAt - HEAD_START_MS[priority];
}
