import { ExitCode } from '../base/errors.ts';
import type { BatchResult, OrderState } from '../model/batch.ts';

/** Exit code that tells how a batch stands. */
export function exitCodeOf({ orders }: Pick<BatchResult, 'orders'>): ExitCode {
  if (orders.some(({ state }) => UNMET.has(state))) return ExitCode.someOrdersFailed;
  // A result that was stored before there were deliveries has none.
  const isMissed = orders.some(({ deliveries }) => deliveries?.some(({ delivered }) => !delivered));
  if (isMissed) return ExitCode.someOrdersFailed;
  return orders.some(({ state }) => state !== 'done') ? ExitCode.waiting : ExitCode.done;
}

const UNMET: ReadonlySet<OrderState> = new Set(['failed', 'short', 'cancelled']);
