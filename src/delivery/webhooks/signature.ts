import { createHmac } from 'node:crypto';

/** What a secret begins with, as Standard Webhooks writes them. */
export const SECRET_PREFIX = 'whsec_';

/**
 * The headers that a message is known by (Standard Webhooks 1.0): its id, when it was sent, and an HMAC-SHA256 of both and
 * the body.
 *
 * @param secret `whsec_` and base 64
 * @param seconds since 1970
 */
export function webhookHeaders(id: string, seconds: number, body: string, secret: string): Record<string, string> {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
