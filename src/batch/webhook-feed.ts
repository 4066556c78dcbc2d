import type { BatchEvent } from '../model/batch.ts';
import type { Webhook, WebhookStore } from '../delivery/webhooks/webhook-store.ts';
import type { Store } from '../store/store.ts';
import type { EventStore } from './event-store.ts';

/** So many events are looked at in one transaction: others want to write too. */
const AT_A_TIME = 1000;

/**
 * Writes a message for each event that a webhook has not been told of and wants to be: by a cursor into each batch's log,
 * which moves in the transaction that writes the messages. So none is missed, whenever the process ends.
 */
export function feedWebhooks(store: Store, events: EventStore, webhooks: WebhookStore): void {
  const ends = events.ends();
  for (const webhook of webhooks.list().filter(({ disabled }) => disabled === null)) {
    const cursors = webhooks.cursors(webhook.id);
    for (const { batch, sequence } of ends) {
      let told = cursors.get(batch) ?? 0;
      // The cursor counts as it is within the transaction: another process may have moved it.
      while (told < sequence) told = store.transaction(() => feedSome(webhook, batch, events, webhooks));
    }
  }
}

/** Writes the next messages and returns how far it has come: `Infinity` at the end. */
function feedSome(webhook: Webhook, batch: string, events: EventStore, webhooks: WebhookStore): number {
  const page = events.since(batch, webhooks.cursor(webhook.id, batch), AT_A_TIME);
  for (const event of page) write(webhook, event, webhooks);
  const last = page.at(-1);
  if (last === undefined) return Infinity;
  webhooks.moveCursor(webhook.id, batch, last.sequence);
  return last.sequence;
}

/** Lets a new webhook begin with what happens from now on. */
export function beginNow(webhook: string, events: EventStore, webhooks: WebhookStore): void {
  for (const { batch, sequence } of events.ends()) webhooks.moveCursor(webhook, batch, sequence);
}

/** Writes messages of a batch's events after number `since` anew, whether they were taken or not. Returns how many. */
export function replay(
  webhook: Webhook,
  batch: string,
  since: number,
  events: EventStore,
  webhooks: WebhookStore,
): number {
  return events.since(batch, since).filter((event) => write(webhook, event, webhooks)).length;
}

/** Whether the webhook wants to be told, and then it is written. */
function write(webhook: Webhook, event: BatchEvent, webhooks: WebhookStore): boolean {
  if (webhook.kinds.length > 0 && !webhook.kinds.includes(event.kind)) return false;
  webhooks.put(webhook.id, event, bodyOf(event));
  return true;
}

/** The event as one object of JSON, with its keys in the order of the documented contract. */
function bodyOf({ batch, sequence, time, kind, row, data }: BatchEvent): string {
  return JSON.stringify({ batch, sequence, time, kind, row, data });
}
