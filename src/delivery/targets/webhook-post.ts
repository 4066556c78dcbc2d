import { DeliveryError, deliveryError } from '../delivery-error.ts';
import { webhookHeaders } from '../webhooks/signature.ts';
import { httpCall } from './http-call.ts';
import { readUrl } from './web-address.ts';

/** What a receiver made of a message. */
export type Reception = { readonly kind: 'taken' | 'gone' } | { readonly kind: 'refused'; readonly reason: string };

/** A receiver that takes longer has not taken it. */
const LIMIT_MS = 15_000;

/** The address of a receiver. Throws AppError `target-invalid`. */
export function readWebhookUrl(address: string): string {
  return readUrl(address, ['http', 'https'], 'https://host/path').href;
}

/** Posts a signed message. Throws only the signal's reason. */
export async function postWebhook(
  message: { readonly id: string; readonly body: string },
  to: { readonly url: string; readonly secret: string },
  { seconds, signal, limitMs = LIMIT_MS }: { seconds: number; signal: AbortSignal; limitMs?: number | undefined },
): Promise<Reception> {
  const { id, body } = message;
  const headers = { 'content-type': 'application/json', ...webhookHeaders(id, seconds, body, to.secret) };
  const url = new URL(to.url);
  const limits = { patienceMs: limitMs, limitMs, signal };
  try {
    const { status } = await httpCall({ method: 'POST', url, headers, body: Buffer.from(body), ...limits });
    if (status >= 200 && status <= 299) return { kind: 'taken' };
    return status === 410 ? { kind: 'gone' } : { kind: 'refused', reason: `it answers with status ${status}` };
  } catch (error) {
    signal.throwIfAborted();
    const failure = error instanceof DeliveryError ? error : deliveryError(error, url.host);
    return { kind: 'refused', reason: failure.message };
  }
}
