import { AppError } from '../base/errors.ts';
import type { Courier } from './courier.ts';
import type { Delivery } from './outbox-store.ts';
import { findTarget } from './targets/index.ts';

/** What became of one delivery: it is there, or why it isn't. */
export interface Outcome {
  readonly delivery: Delivery;
  readonly failure: AppError | null;
}

/**
 * Sends one after the other, each target's files in their order: what is to come last there, a job ticket, is not sent
 * where something that must be there before is not. Throws only the signal's reason.
 */
export async function* sendAll(
  courier: Courier,
  deliveries: readonly Delivery[],
  onProgress: (delivery: Delivery, bytes: number) => void,
): AsyncGenerator<Outcome> {
  const incomplete = new Set<string>();
  const ranked = deliveries.map((delivery) => ({ delivery, rank: rankOf(delivery) }));
  for (const { delivery, rank } of ranked.sort((a, b) => a.rank - b.rank)) {
    const outcome =
      rank > 0 && incomplete.has(delivery.target) ? heldBack(delivery) : await send(courier, delivery, onProgress);
    if (outcome.failure !== null) incomplete.add(delivery.target);
    yield outcome;
  }
}

function rankOf({ target, name }: Delivery): number {
  return findTarget(target).kind.rank?.(name) ?? 0;
}

function heldBack(delivery: Delivery): Outcome {
  const message = `${delivery.name} is held back until everything else is at ${delivery.target}`;
  return { delivery, failure: new AppError('delivery-held-back', message) };
}

async function send(
  courier: Courier,
  delivery: Delivery,
  onProgress: (delivery: Delivery, bytes: number) => void,
): Promise<Outcome> {
  try {
    return { delivery: await courier.send(delivery.key, (bytes) => onProgress(delivery, bytes)), failure: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'interrupted') throw error;
    return { delivery: courier.look(delivery.key), failure: error };
  }
}
