/** What comes of an order: a result, or the reason why there is none. */
import { AppError, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import type { OrderResult } from '../model/batch.ts';
import type { Order } from '../model/order.ts';
import { queuedResult } from './batch-store.ts';
import type { Claim } from './job-store.ts';
import type { Ports } from './ports.ts';
import { OrderUnmet } from './unmet.ts';

/** Does `work`; what goes wrong with it is returned. A bug, an interruption and a lost claim are thrown on. */
export async function attempt<T>(work: () => Promise<T>, { signal }: Pick<Ports, 'signal'>): Promise<T | AppError> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) {
      if (ENDS_OF_CLAIMS.has(error.code)) throw error;
      return error;
    }
    const code = systemErrorCode(error);
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    return new AppError('system', systemErrorReason(error), { cause: error });
  }
}

const ENDS_OF_CLAIMS: ReadonlySet<string> = new Set(['lease-lost', 'order-cancelled']);

/** Failures of the machine and not of the order: the next time all may be well. */
const PASSING: ReadonlySet<string> = new Set([
  'system',
  'disk-full',
  'output-unwritable',
  'audio-decoder-died',
  'audio-engine-missing',
  'audio-missing',
  'bundle-entry-unreadable',
  'bundle-unwritable',
  'ffmpeg-missing',
  'library-missing',
]);

/**
 * How long to wait before trying again, in milliseconds; null where that is of no use, or was done often enough.
 * `patience`: see `WorkOptions`.
 */
export function retryWait({ code }: AppError, { failures }: Claim, patience: readonly number[]): number | null {
  return PASSING.has(code) ? (patience[failures] ?? null) : null;
}

/** The result of an order that has failed, or that waits for audio. */
export function failedResult(order: Order, error: AppError): OrderResult {
  const state = error.code === 'audio-wanted' ? 'waiting' : 'failed';
  return {
    ...queuedResult(order),
    state,
    reason: reasonOf(error),
    changes: error instanceof OrderUnmet ? error.changes : [],
  };
}

/** What went wrong, and what to do about it. */
export function reasonOf({ message, hint }: AppError): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}
