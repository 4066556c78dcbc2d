import type { AppError } from '../base/errors.ts';
import type { BatchState, OrderResult, OrderState } from '../model/batch.ts';
import type { Desk } from './desk.ts';
import type { JobId } from './job-store.ts';
import { AudioWanted } from './source.ts';

type Books = Pick<Desk, 'batches' | 'events' | 'jobs'>;

/** How a batch has come out whose orders have these states. */
export function stateOf(has: (state: OrderState) => boolean): BatchState {
  if (has('failed') || has('short')) return 'failed';
  if (has('waiting')) return 'waiting';
  return has('cancelled') ? 'cancelled' : 'done';
}

/**
 * Ends the job of an order: its result is stored with its event, unless it is what was known already and nothing was
 * done for it. Returns whether it was told. Belongs into a transaction.
 */
export function settle(
  { batch, row }: JobId,
  result: OrderResult,
  { begun, error }: { readonly begun: boolean; readonly error?: AppError },
  { batches, events, jobs }: Books,
): boolean {
  const fresh = begun || JSON.stringify(batches.result(batch, row)) !== JSON.stringify(result);
  if (fresh) {
    batches.setResult(batch, result);
    if (error instanceof AudioWanted) {
      const { missing } = error;
      events.append(batch, 'track-missing', row, { missing: missing.length, tracks: missing.slice(0, MOST_NAMED) });
    }
    tell(batch, result, events);
  }
  jobs.remove({ batch, row });
  return fresh;
}

/** A list of a hundred thousand tracks without audio is no event to be sent around. */
const MOST_NAMED = 100;

function tell(batch: string, { row, state, reason, bundle }: OrderResult, events: Books['events']): void {
  switch (state) {
    case 'done':
    case 'short':
    case 'waiting':
    case 'failed':
      return events.append(batch, `order-${state}`, row, { reason, bundle });
    case 'cancelled':
      return events.append(batch, 'order-cancelled', row, {});
    case 'queued':
    case 'running':
      throw new Error(`order ${row} of ${batch} has not ended`);
  }
}

/** Ends a batch of which nothing is left to do; returns whether that is so. Belongs into a transaction. */
export function closeBatch(batch: string, { batches, events, jobs }: Books): boolean {
  if (jobs.isOpen(batch)) return false;
  const counts = batches.counts(batch);
  const count = (state: OrderState): number => counts.get(state) ?? 0;
  const state = stateOf((one) => count(one) > 0);
  batches.setState(batch, state);
  if (events.lastKind(batch) !== 'batch-done') {
    events.append(batch, 'batch-done', null, {
      state,
      done: count('done'),
      short: count('short'),
      waiting: count('waiting'),
      failed: count('failed'),
      cancelled: count('cancelled'),
    });
  }
  return true;
}
