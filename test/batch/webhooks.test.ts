import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { batchStore } from '../../src/batch/batch-store.ts';
import { eventStore, type EventStore } from '../../src/batch/event-store.ts';
import { beginNow, feedWebhooks, replay } from '../../src/batch/webhook-feed.ts';
import { startPump } from '../../src/delivery/webhooks/background-pump.ts';
import { pumpWebhooks, type PumpWorld } from '../../src/delivery/webhooks/pump.ts';
import { secretFiles } from '../../src/delivery/webhooks/secret-files.ts';
import { webhookStore, type Webhook, type WebhookStore } from '../../src/delivery/webhooks/webhook-store.ts';
import { takeLock } from '../../src/store/lock.ts';
import type { Store } from '../../src/store/store.ts';
import { isGenuine, startReceiver, type Receiver } from '../delivery/receiver.ts';
import { memoryStore } from '../library/stored.ts';
import { tempDir } from '../outside.ts';
import { makeSubmission } from './make.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const dir = tempDir();
const secrets = secretFiles(join(dir, 'secrets'));
let receiver: Receiver;
let store: Store;
let webhooks: WebhookStore;
let events: EventStore;
let now: number;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
const addBatch = (): void => {
  const { work, ...submission } = makeSubmission([]);
  const stored = { ...submission, work: { ...work, roots: null, started: null }, state: 'queued' } as const;
  batchStore(store).add({ ...stored, batch: 'b1', submittedAt: '2026-01-01T00:00:00.000Z' }, []);
};

beforeEach(() => {
  receiver.messages.length = 0;
  receiver.answer = null;
  now = 1_700_000_000_000;
  store = memoryStore();
  webhooks = webhookStore(store, () => now);
  events = eventStore(store, () => now);
  addBatch();
  return () => store.close();
});

const world = (details: Partial<PumpWorld> = {}): PumpWorld => ({
  ...{
    store,
    webhooks,
    secrets,
    clock: () => now,
    signal: new AbortController().signal,
    lockFolder: join(dir, 'locks'),
  },
  feed: () => feedWebhooks(store, events, webhooks),
  ...details,
});

async function add(kinds: readonly string[] = [], url = receiver.url): Promise<string> {
  const id = webhooks.add(url, kinds);
  await secrets.write(id, SECRET);
  beginNow(id, events, webhooks);
  return id;
}

function happen(count: number, kind: 'order-done' | 'order-failed' = 'order-done'): void {
  for (let i = 0; i < count; i++) events.append('b1', kind, i + 1, { reason: null, bundle: null });
}

const sequences = (): number[] =>
  receiver.messages.map(({ body }) => (JSON.parse(body) as { sequence: number }).sequence);
const find = (id: string): Webhook => webhooks.list().find((webhook) => webhook.id === id)!;

describe('a webhook', () => {
  it('is told of a batch that was forgotten and comes again from its beginning, under ids of their own', async () => {
    await add();
    happen(3);
    await pumpWebhooks(world());
    batchStore(store).remove('b1');
    now += 1;
    addBatch();
    happen(2);
    await pumpWebhooks(world());
    expect(sequences()).toEqual([1, 2, 3, 1, 2]);
    expect(new Set(receiver.messages.map(({ id }) => id)).size).toBe(5);
  });

  it('is told of what happens from its beginning on, in order, once, signed', async () => {
    happen(2);
    const id = await add();
    happen(3);
    await pumpWebhooks(world());
    await pumpWebhooks(world());
    expect(sequences()).toEqual([3, 4, 5]);
    expect(JSON.parse(receiver.messages[0]!.body)).toEqual(events.since('b1', 2)[0]);
    expect(Object.keys(JSON.parse(receiver.messages[0]!.body) as object)).toEqual([
      ...['batch', 'sequence', 'time', 'kind', 'row', 'data'],
    ]);
    expect(receiver.messages.every((message) => isGenuine(message, SECRET, now / 1000))).toBe(true);
    expect(isGenuine(receiver.messages[0]!, `whsec_${'A'.repeat(32)}`, now / 1000)).toBe(false);
    expect(receiver.messages[0]!.headers['content-type']).toBe('application/json');
    expect(find(id)).toMatchObject({ sent: 3, waiting: 0, givenUp: 0, lastSent: new Date(now).toISOString() });
  });

  it('is told only of the kinds that it asks for', async () => {
    await add(['order-failed']);
    happen(3);
    happen(1, 'order-failed');
    await pumpWebhooks(world());
    expect(sequences()).toEqual([4]);
  });

  it('is told of many events, of which none is missed', async () => {
    await add();
    store.transaction(() => happen(2100));
    feedWebhooks(store, events, webhooks);
    expect(webhooks.list()[0]).toMatchObject({ waiting: 2100 });
    expect(webhooks.cursor(webhooks.list()[0]!.id, 'b1')).toBe(2100);
  });

  it('is asked again after waits that grow, under the same id, and then given up', async () => {
    const id = await add();
    happen(1);
    receiver.answer = (response) => response.writeHead(500).end();
    const waits: number[] = [];
    for (let last = now; find(id).givenUp === 0; now += 1000) {
      const before = receiver.messages.length;
      await pumpWebhooks(world());
      if (receiver.messages.length === before) {
        now = webhooks.next(id, Infinity) === null ? now : Math.max(now, nextTry());
        continue;
      }
      waits.push(Math.round((now - last) / 1000));
      last = now;
    }
    expect(waits).toEqual(
      [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map((s) => expect.closeTo(s, -0.5)),
    );
    expect(new Set(receiver.messages.map(({ id: message }) => message)).size).toBe(1);
    expect(find(id)).toMatchObject({ sent: 0, waiting: 0, givenUp: 1, reason: 'it answers with status 500' });
  });

  const nextTry = (): number =>
    store.db.prepare<[], number>('SELECT min(not_before) FROM webhook_messages').pluck().get()! - 1000;

  it('that refuses one message is left alone for this time, and told all when it is well', async () => {
    const id = await add();
    happen(3);
    receiver.answer = (response) => response.writeHead(503).end();
    await pumpWebhooks(world());
    expect(sequences()).toEqual([1]);
    receiver.answer = null;
    now += 10_000;
    await pumpWebhooks(world());
    expect(sequences().slice(1).sort()).toEqual([1, 2, 3]);
    expect(find(id)).toMatchObject({ sent: 3, waiting: 0 });
  });

  it('that answers with 410 is told nothing more', async () => {
    const id = await add();
    happen(2);
    receiver.answer = (response) => response.writeHead(410).end();
    await pumpWebhooks(world());
    receiver.answer = null;
    await pumpWebhooks(world(), true);
    expect(receiver.messages).toHaveLength(1);
    expect(find(id)).toMatchObject({ disabled: expect.stringContaining('410'), waiting: 0, givenUp: 2 });
  });

  it.each([
    ['redirects', (response) => response.writeHead(302, { location: receiver.url }).end(), 'status 302'],
    ['hangs', () => undefined, 'does not answer in time'],
    ['hangs in the middle', (response) => void response.writeHead(200).write('x'), 'does not answer in time'],
    ['breaks off', (response) => response.destroy(), 'connection was lost'],
  ] as readonly (readonly [string, NonNullable<Receiver['answer']>, string])[])(
    'that %s has not taken it',
    async (_what, answer, reason) => {
      const id = await add();
      happen(1);
      receiver.answer = answer;
      await pumpWebhooks(world(reason.includes('in time') ? { limitMs: 150 } : {}));
      expect(receiver.messages).toHaveLength(1);
      expect(find(id)).toMatchObject({ sent: 0, waiting: 1, reason: expect.stringContaining(reason) });
    },
  );

  it('has taken it whatever else it says, of which no more is read than a little', async () => {
    const id = await add();
    happen(1);
    let written = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16))) written += 1 << 16;
        response.once('drain', more);
      };
      more();
    };
    await pumpWebhooks(world());
    expect(find(id)).toMatchObject({ sent: 1, waiting: 0 });
    expect(written).toBeLessThan(64 << 20);
  });

  it('is told again of what is replayed, under the same ids', async () => {
    const id = await add(['order-failed']);
    happen(1);
    happen(2, 'order-failed');
    await pumpWebhooks(world());
    expect(replay(find(id), 'b1', 2, events, webhooks)).toBe(1);
    await pumpWebhooks(world());
    expect(sequences()).toEqual([2, 3, 3]);
    expect(receiver.messages[2]!.id).toBe(receiver.messages[1]!.id);
  });

  it('is told by one process at a time', async () => {
    const id = await add();
    happen(1);
    const lock = takeLock(join(dir, 'locks', `webhook-${id}.lock`))!;
    await pumpWebhooks(world());
    expect(receiver.messages).toEqual([]);
    lock.release();
    await pumpWebhooks(world());
    expect(receiver.messages).toHaveLength(1);
  });

  it('without its secret, or with one that others can read, is told nothing', async () => {
    const id = await add();
    happen(1);
    const path = join(dir, 'secrets', `${id}.secret`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    await pumpWebhooks(world());
    expect(find(id).disabled).toContain('others may read');
    await add();
    secrets.remove(id);
    await pumpWebhooks(world());
    expect(find(id).disabled).toBe('its secret is gone');
    expect(receiver.messages).toEqual([]);
    expect(JSON.stringify(store.db.prepare('SELECT * FROM webhooks').all())).not.toContain(SECRET.slice(6));
  });
});

describe('a pump beside the work', () => {
  it('sends what is left when it is closed, and no longer than it may', async () => {
    await add();
    const pump = startPump(world());
    happen(2);
    await pump.close(5000);
    expect(sequences()).toEqual([1, 2]);

    receiver.answer = () => undefined;
    happen(1);
    const late = startPump(world());
    await late.close(50);
    expect(webhooks.list()[0]).toMatchObject({ waiting: 1, reason: null });
  });

  it('that has nobody to tell does nothing', async () => {
    await startPump(world({ feed: () => expect.unreachable() })).close(0);
  });
});
