import { join } from 'node:path';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beside } from '../delivery/mixpress-beside.ts';
import { isGenuine, startReceiver, type Receiver } from '../delivery/receiver.ts';
import { tempDir } from '../outside.ts';
import { smallLibrary, writeText, type Run } from './mixpress.ts';

const dir = tempDir();
const home = join(dir, 'home');
const manifest = writeText(join(dir, 'orders.csv'), 'title,duration,tolerance', 'One,0:12,8s', 'Two,0:07,5s');
const run = (words: readonly string[] = []): string[] => [
  'run',
  manifest,
  '--library',
  join(dir, 'music'),
  '--out',
  join(dir, 'out'),
  '--no-insert',
  ...words,
];
let receiver: Receiver;
let secret: string;
let batch: string;

beforeAll(async () => {
  smallLibrary(join(dir, 'music'));
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.messages.length = 0;
  receiver.answer = null;
});

const told = (): { kind: string; sequence: number }[] =>
  receiver.messages.map(({ body }) => JSON.parse(body) as { kind: string; sequence: number });
const ask = (...words: readonly string[]): Promise<Run> => beside(home, ['webhook', ...words]).ended;

describe('mixpress webhook', () => {
  it('shows a secret once and keeps it to itself', async () => {
    const added = await ask('add', receiver.url, '--events', 'order-done,batch-done');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    secret = /^secret (whsec_[A-Za-z0-9+/]{43}=)$/m.exec(added.stdout)![1]!;
    const kept = readdirSync(join(home, 'webhooks'));
    expect(kept.map((name) => statSync(join(home, 'webhooks', name)).mode & 0o777)).toEqual([0o600]);
    expect(readFileSync(join(home, 'mixpress.db')).includes(secret.slice(6))).toBe(false);
  });

  it('tells a run to whom it concerns, while it runs', async () => {
    const ended = await beside(home, run(['--format', 'json'])).ended;
    expect(ended.code, ended.stderr).toBe(0);
    ({ batch } = JSON.parse(ended.stdout) as { batch: string });
    expect(told().map(({ kind }) => kind)).toEqual(['order-done', 'order-done', 'batch-done']);
    const now = Math.floor(Number(receiver.messages[0]!.headers['webhook-timestamp']));
    expect(receiver.messages.every((message) => isGenuine(message, secret, now))).toBe(true);
  });

  it('sends a test, and events again', async () => {
    expect(await ask('test', receiver.url)).toMatchObject({ code: 0, stdout: `${receiver.url} has taken it\n` });
    expect(told().map(({ kind }) => kind)).toEqual(['webhook-test']);
    expect(await ask('replay', batch.slice(0, 5))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 sent'),
    });
    expect(new Set(receiver.messages.slice(1).map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    [['add', 'https://user:hunter2@host/hook'], 'has a password in it'],
    [['add', 'https://host/hook', '--events', 'order-dune'], 'did you mean order-done?'],
    [['rm', 'zzzz'], 'no webhook is called "zzzz"'],
  ])('with %j says what is wrong', async (words, message) => {
    const ended = await ask(...words);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('never fails a run for a dead receiver, and sends again under the same id after kill -9', async () => {
    let killed = false;
    const { child, ended } = beside(home, run(['--seed', '7']));
    receiver.answer = () => void (killed = child.kill('SIGKILL'));
    expect((await ended).code).toBeNull();
    expect(killed).toBe(true);
    const [first] = receiver.messages;

    receiver.answer = (response) => response.writeHead(500).end();
    const resumed = await beside(home, run(['--seed', '7'])).ended;
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(receiver.messages[1]).toMatchObject({ id: first!.id, body: first!.body });

    const flushed = await ask('flush');
    expect(flushed).toMatchObject({ code: 3, stderr: expect.stringContaining('it answers with status 500') });
    receiver.answer = null;
    receiver.messages.length = 0;
    expect(await ask('flush')).toMatchObject({ code: 0, stdout: expect.stringMatching(/: 3 sent, 0 waiting\n$/) });
    expect(told().filter(({ kind }) => kind === 'batch-done')).toHaveLength(1);
    expect(receiver.messages.map(({ id }) => id)).toContain(first!.id);
  });

  it('forgets whom nobody wants to tell any more', async () => {
    expect(await ask('rm', receiver.url)).toMatchObject({ code: 0 });
    expect(readdirSync(join(home, 'webhooks'))).toEqual([]);
    expect((await ask('list')).stdout).toContain('there is no webhook');
  });
});
