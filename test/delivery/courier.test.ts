import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCourier, type Courier } from '../../src/delivery/courier.ts';
import { outboxStore, type Delivery, type OutboxStore } from '../../src/delivery/outbox-store.ts';
import { sendAll } from '../../src/delivery/send-all.ts';
import { findTarget } from '../../src/delivery/targets/index.ts';
import { takeLock } from '../../src/store/lock.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { tempDir } from '../outside.ts';
import { listening, wireTo, type Wire } from './listening.ts';
import { KEY_ID, SECRET, startS3, type S3Server } from './s3-server.ts';
import { worldWith } from './sending.ts';

const dir = tempDir();
const far = join(dir, 'far');
const file = join(dir, 'a.zip');
const locks = join(dir, 'locks');
let store: Store;
let outbox: OutboxStore;
let now: number;
let told: Delivery[];
let stop: AbortController;
let courier: Courier;

function open(secrets: Readonly<Record<string, string>> = {}): Courier {
  stop = new AbortController();
  return openCourier({
    ...worldWith(secrets),
    ...{ outbox, clock: () => now, signal: stop.signal, lockFolder: locks },
    transaction: (work) => store.transaction(work),
    delivered: (delivery) => void told.push(delivery),
  });
}

beforeEach(() => {
  rmSync(far, { recursive: true, force: true });
  mkdirSync(far);
  writeFileSync(file, 'some bytes');
  rmSync(join(dir, 'db'), { force: true });
  store = openStore(join(dir, 'db'));
  outbox = outboxStore(store, () => now);
  now = 1_000_000;
  told = [];
  courier = open();
  return () => store.close();
});

const intended = (address = far): Promise<Delivery> => courier.intend(file, findTarget(address));

describe('the outbox', () => {
  it('has what is to be sent before it is, and the proof after it was', async () => {
    const { key } = await intended();
    expect(outbox.find(key)).toMatchObject({ state: 'intended', attempts: 0, proof: null, target: far, bytes: 10 });
    expect(readdirSync(far)).toEqual([]);
    const done = await courier.send(key);
    expect(done).toMatchObject({ state: 'done', attempts: 1, reason: null, progress: null });
    expect(done.proof).toEqual({ location: join(far, 'a.zip'), bytes: 10, by: 'read-back', mark: null, found: false });
    expect(told).toEqual([done]);
    expect(readdirSync(locks)).toEqual([]);
  });

  it('sends once what is asked for twice, and again only what is asked for again', async () => {
    const { key } = await intended();
    await courier.send(key);
    rmSync(join(far, 'a.zip'));
    utimesSync(file, 1, 1);
    expect((await intended()).key).toBe(key);
    await courier.send(key);
    expect(readdirSync(far)).toEqual([]);
    expect(told).toHaveLength(1);
    expect(await courier.intend(file, findTarget(far), { again: true })).toMatchObject({ key, state: 'intended' });
    await courier.send(key);
    expect(readdirSync(far)).toEqual(['a.zip']);
  });

  it('goes on with what a dead process was sending', async () => {
    const { key } = await intended();
    outbox.begin(key);
    writeFileSync(join(far, `.${key}.mixpress-partial`), 'some ');
    expect(await courier.send(key)).toMatchObject({ state: 'done', attempts: 2 });
    expect(readFileSync(join(far, 'a.zip'), 'utf8')).toBe('some bytes');
    expect(readdirSync(far)).toEqual(['a.zip']);
  });

  it('lets nobody send what somebody else is sending', async () => {
    const { key } = await intended();
    const lock = takeLock(join(locks, `delivery-${key}.lock`))!;
    await expect(courier.send(key)).rejects.toMatchObject({ code: 'delivery-locked', exitCode: 6 });
    expect(outbox.find(key)).toMatchObject({ state: 'intended', attempts: 0 });
    lock.release();
    expect(await courier.send(key)).toMatchObject({ state: 'done' });
  });

  it('sends nothing but what was promised', async () => {
    const { key } = await intended();
    writeFileSync(file, 'other stuff');
    await expect(courier.send(key)).rejects.toMatchObject({ code: 'file-changed', lasting: true });
    rmSync(file);
    await expect(courier.send(key)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(outbox.find(key)).toMatchObject({ state: 'failed', attempts: 2 });
    expect(readdirSync(far)).toEqual([]);
  });

  it('refuses what can not be sent', async () => {
    await expect(courier.intend(dir, findTarget(far))).rejects.toMatchObject({ code: 'file-unsendable', exitCode: 2 });
    writeFileSync(join(dir, 'a\nb'), '');
    await expect(courier.intend(join(dir, 'a\nb'), findTarget(far))).rejects.toMatchObject({ code: 'file-unsendable' });
    await expect(courier.intend(join(dir, 'none'), findTarget(far))).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('stays open where it was stopped', async () => {
    const { key } = await intended();
    const sending = courier.send(key, () => stop.abort(new Error('stopped')));
    await expect(sending).rejects.toThrow('stopped');
    expect(outbox.find(key)).toMatchObject({ state: 'sending', attempts: 1 });
    courier = open();
    expect(await courier.send(key)).toMatchObject({ state: 'done' });
  });
});

describe('a delivery that fails', () => {
  it('waits longer each time for what may pass, and has an end', async () => {
    rmSync(far, { recursive: true });
    const { key } = await intended();
    const waits: number[] = [];
    while (outbox.find(key)!.state !== 'failed') {
      now += 86_400_000;
      await expect(courier.send(key)).rejects.toMatchObject({ code: 'target-unreachable' });
      waits.push(outbox.find(key)!.notBefore - now);
    }
    expect(waits.slice(0, -1)).toEqual([1, 5, 30, 120, 600, 3600, 10_800, 28_800].map((seconds) => seconds * 1000));
    mkdirSync(far);
    now += 86_400_000;
    expect(await courier.send(key)).toMatchObject({ state: 'done', reason: null });
  });

  it('fails at once where nothing but a change helps', async () => {
    writeFileSync(join(far, 'a.zip'), 'theirs');
    const { key } = await intended();
    await expect(courier.send(key)).rejects.toMatchObject({ code: 'name-taken' });
    expect(outbox.find(key)).toMatchObject({ state: 'failed', reason: expect.stringContaining('is there already') });
    expect(readFileSync(join(far, 'a.zip'), 'utf8')).toBe('theirs');
    expect(readdirSync(far)).toEqual(['a.zip']);
    expect(told).toEqual([]);
  });

  it('spares the others waiting for a target that is down, for a while', async () => {
    rmSync(far, { recursive: true });
    writeFileSync(join(dir, 'b.zip'), 'b');
    const [a, b] = [await intended(), await courier.intend(join(dir, 'b.zip'), findTarget(far))];
    await expect(courier.send(a.key)).rejects.toMatchObject({ code: 'target-unreachable' });
    mkdirSync(far);
    await expect(courier.send(b.key)).rejects.toMatchObject({ code: 'target-unreachable' });
    expect(outbox.find(b.key)).toMatchObject({ state: 'intended', attempts: 0 });
    now += 60_000;
    expect(await courier.send(b.key)).toMatchObject({ state: 'done' });
  });

  it('holds back tickets until all data is there', async () => {
    const hot = `hot:${far}`;
    for (const name of ['job.jrq', 'disc.iso']) writeFileSync(join(dir, name), name);
    const deliveries: Delivery[] = [];
    for (const name of ['job.jrq', 'disc.iso']) deliveries.push(await courier.intend(join(dir, name), findTarget(hot)));
    writeFileSync(join(far, 'disc.iso'), 'theirs');
    const run = async (): Promise<string[]> => {
      const codes: string[] = [];
      for await (const { delivery, failure } of sendAll(courier, deliveries, () => undefined))
        codes.push(`${delivery.name} ${failure?.code ?? 'sent'}`);
      return codes;
    };
    expect(await run()).toEqual(['disc.iso name-taken', 'job.jrq delivery-held-back']);
    expect(readdirSync(far)).toEqual(['disc.iso']);
    rmSync(join(far, 'disc.iso'));
    expect(await run()).toEqual(['disc.iso sent', 'job.jrq sent']);
  });
});

describe('credentials', () => {
  it('stay out of the outbox, of failures and of what is told, whatever a server answers', async () => {
    const token = 'not-for-others-7f3a';
    const seen: string[] = [];
    let puts = 0;
    const echo = createServer(({ method, headers }, response) => {
      const { authorization = '' } = headers;
      seen.push(authorization);
      const status = method !== 'PUT' ? 404 : puts++ === 0 ? 500 : 201;
      response.writeHead(status, authorization, { location: authorization }).end(authorization);
    });
    const { port, close } = await listening(echo);
    courier = open({ MIXPRESS_HTTP_TOKEN: token });
    const { key } = await intended(`http://127.0.0.1:${port}/in/`);
    const failure: unknown = await courier.send(key).catch((error: unknown) => error);
    const done = await courier.send(key);
    close();
    expect(new Set(seen)).toEqual(new Set([`Bearer ${token}`]));
    expect(done).toMatchObject({ state: 'done', attempts: 2 });
    expect(`${String(failure)} ${JSON.stringify([failure, done, told])}`).not.toContain(token);
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(join(dir, 'db')).includes(key)).toBe(true);
    expect(readFileSync(join(dir, 'db')).includes(token)).toBe(false);
  });
});

describe('a wire that breaks', () => {
  let s3: S3Server;
  let wire: Wire;
  beforeAll(async () => {
    s3 = await startS3('discs');
    wire = await wireTo(s3.port);
  });
  afterAll(() => {
    wire.close();
    s3.close();
  });

  it('is gone on with as long as each try gets further, and then by the next process', async () => {
    writeFileSync(file, Buffer.alloc(33 << 20, 1));
    const secrets = { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET };
    courier = open(secrets);
    const { key } = await intended(`s3://discs?endpoint=http://127.0.0.1:${wire.port}`);
    wire.cutAfter(10 << 20);
    await expect(courier.send(key)).rejects.toMatchObject({ lasting: false });
    expect(outbox.find(key)).toMatchObject({ state: 'intended', reason: expect.stringContaining('127.0.0.1') });
    const { parts } = outbox.find(key)!.progress as { parts: unknown[] };
    expect(parts.length).toBeGreaterThan(0);
    wire.cutAfter(null);
    courier = open(secrets);
    expect(await courier.send(key)).toMatchObject({ state: 'done', progress: null });
    expect(wire.sent()).toBeLessThan((33 << 20) - parts.length * (8 << 20) + (1 << 20));
    expect(JSON.stringify(store.db.prepare('SELECT * FROM deliveries').all())).not.toMatch(/wJalr|AKIA/);
  });
});
