import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { AppError } from '../../base/errors.ts';
import { takeLock } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import { postWebhook, type Reception } from '../targets/webhook-post.ts';
import type { SecretFiles } from './secret-files.ts';
import type { Webhook, WebhookMessage, WebhookStore } from './webhook-store.ts';

export interface PumpWorld {
  readonly store: Store;
  readonly webhooks: WebhookStore;
  readonly secrets: SecretFiles;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Folder for lock files. */
  readonly lockFolder: string;
  /** How long a receiver may take, in milliseconds; where absent, 15 s. */
  readonly limitMs?: number;
  /** Writes messages of what has happened since the last time. */
  feed(): void;
}

/** The waits of Standard Webhooks after each try, in milliseconds: 5 s to a day, four days in all. */
const WAITS_MS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1000);

/**
 * Writes and sends the messages that are due, to all receivers at once and to each in the order of events. One that does not
 * take a message is left alone for this time: a dead one never costs more than one try. What another process is sending is
 * left to it. Throws only the signal's reason, and what is wrong here.
 *
 * @param isAsked whether somebody asks for it, so that waits are over
 */
export async function pumpWebhooks(world: PumpWorld, isAsked = false): Promise<void> {
  world.feed();
  const active = world.webhooks.list().filter(({ disabled }) => disabled === null);
  await Promise.all(active.map((webhook) => pumpOne(webhook, world, isAsked)));
}

async function pumpOne(webhook: Webhook, world: PumpWorld, isAsked: boolean): Promise<void> {
  const { webhooks, store, clock, signal } = world;
  const lock = takeLock(join(world.lockFolder, `webhook-${webhook.id}.lock`));
  if (lock === null) return;
  try {
    const secret = readSecret(webhook, world);
    if (secret === null) return;
    for (;;) {
      signal.throwIfAborted();
      const message = webhooks.next(webhook.id, isAsked ? Number.MAX_SAFE_INTEGER : clock());
      if (message === null) return;
      const times = { seconds: Math.floor(clock() / 1000), signal, limitMs: world.limitMs };
      const reception = await postWebhook(message, { url: webhook.url, secret }, times);
      store.transaction(() => record(message, reception, world));
      if (reception.kind !== 'taken') return;
    }
  } finally {
    lock.release();
  }
}

function record(message: WebhookMessage, reception: Reception, { webhooks, clock }: PumpWorld): void {
  switch (reception.kind) {
    case 'taken':
      return webhooks.taken(message);
    case 'gone':
      return webhooks.disable(message.webhook, 'it answers with status 410: nobody wants to be told there any more');
    case 'refused': {
      const wait = WAITS_MS[message.attempts];
      return webhooks.notTaken(message, reception.reason, wait === undefined ? null : clock() + wait);
    }
  }
}

/** A secret that is gone, or that others can read, is worth nothing. */
function readSecret({ id }: Webhook, { secrets, webhooks }: PumpWorld): string | null {
  try {
    const secret = secrets.read(id);
    if (secret === null) webhooks.disable(id, 'its secret is gone');
    return secret;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    webhooks.disable(id, error.message);
    return null;
  }
}
