import { join } from 'node:path';
import { eventStore } from '../batch/event-store.ts';
import { feedWebhooks } from '../batch/webhook-feed.ts';
import { systemClock } from '../base/clock.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import { escapeControl } from '../base/text.ts';
import { pumpWebhooks, type PumpWorld } from '../delivery/webhooks/pump.ts';
import { secretFiles, type SecretFiles } from '../delivery/webhooks/secret-files.ts';
import { webhookStore, type Webhook } from '../delivery/webhooks/webhook-store.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { workspaceOf } from './workspace.ts';

/** The files with the secrets of a workspace's webhooks. */
export function webhookSecrets({ settings }: Context): SecretFiles {
  return secretFiles(join(settings.home, 'webhooks'));
}

/** All that sending messages takes. */
export function pumpWorld(context: Context, store: Store): PumpWorld {
  const webhooks = webhookStore(store, systemClock);
  const events = eventStore(store, systemClock);
  return {
    ...{ store, webhooks, secrets: webhookSecrets(context), clock: systemClock, signal: context.signal },
    lockFolder: workspaceOf(context.settings.home).locks,
    feed: () => feedWebhooks(store, events, webhooks),
  };
}

/** The webhook of that id, or start of it, or address. Throws AppError `webhook-unknown`. */
export function pickWebhook(webhooks: readonly Webhook[], wanted: string): Webhook {
  const matches = webhooks.filter(({ id, url }) => id.startsWith(wanted.toLowerCase()) || url === wanted);
  if (matches.length === 1) return matches[0]!;
  const what = matches.length === 0 ? 'no webhook is' : `${matches.length} webhooks are`;
  throw new AppError('webhook-unknown', `${what} called ${JSON.stringify(wanted)}`, {
    hint: 'list them with mixpress webhook list',
    exitCode: ExitCode.usage,
  });
}

/** Sends all that waits, tells what was not taken, and returns the exit code. */
export async function sendWaiting(context: Context, store: Store): Promise<ExitCode> {
  const world = pumpWorld(context, store);
  const sent = new Map(world.webhooks.list().map(({ id, sent: count }) => [id, count]));
  await pumpWebhooks(world, true);
  let code: ExitCode = ExitCode.done;
  for (const { id, url, sent: count, waiting, reason } of world.webhooks.list()) {
    const told = `${count - (sent.get(id) ?? 0)} sent, ${waiting} waiting`;
    if (context.settings.format === 'text' && !context.settings.quiet)
      context.print(`${escapeControl(url)}: ${told}\n`);
    if (waiting === 0) continue;
    code = ExitCode.someOrdersFailed;
    const why = reason ?? 'another process is sending';
    context.note(`${context.notePaint.yellow('warning:')} ${escapeControl(`${url}: ${waiting} waiting: ${why}`)}\n`);
  }
  return code;
}
