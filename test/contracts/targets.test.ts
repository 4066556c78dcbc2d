import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile, type Parcel } from '../../src/delivery/parcel.ts';
import type { Connection, Proof, TargetWorld } from '../../src/delivery/target.ts';
import { findTarget, TARGETS } from '../../src/delivery/targets/index.ts';
import { wireTo, type Wire } from '../delivery/listening.ts';
import { KEY_ID, SECRET, startS3 } from '../delivery/s3-server.ts';
import { hasSshd, startSshd } from '../delivery/sshd.ts';
import { startWeb } from '../delivery/web-server.ts';
import { tempDir } from '../outside.ts';

/** A place of a kind, seen from behind. */
interface Place {
  readonly address: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Everything in it by name, what is half there too. */
  names(): string[];
  read(name: string): Buffer;
  put(name: string, bytes: Buffer): void;
  /** How it is reached; null where there is no wire. */
  readonly wire: Wire | null;
  /** Whether a second try sends only what the first one didn't. */
  readonly resumes: boolean;
  readonly servers: readonly { close(): unknown }[];
}

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  folder: async () => inFolder((folder) => folder),
  hot: async () => inFolder((folder) => `hot:${folder}`),
  sftp: async () => {
    const sshd = await startSshd(mkdtempSync(join(outgoing, 'sshd-')));
    const wire = await wireTo(sshd.port);
    const known = join(sshd.keys, 'known');
    writeFileSync(known, sshd.knownAt(wire.port));
    const secrets = { MIXPRESS_SFTP_KEY: join(sshd.keys, 'client'), MIXPRESS_SFTP_KNOWN_HOSTS: known };
    const place = inFolder((folder) => `sftp://${sshd.user}@127.0.0.1:${wire.port}${folder}`);
    return { ...place, secrets, wire, resumes: true, servers: [wire, sshd] };
  },
  s3: async () => {
    const s3 = await startS3('discs');
    const wire = await wireTo(s3.port);
    const keyOf = (name: string): string => `in box/${name}`;
    return {
      address: `s3://discs/in box?endpoint=http://127.0.0.1:${wire.port}`,
      secrets: { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET },
      names: () => [...s3.objects.keys()].map((key) => basename(key)),
      read: (name) => s3.objects.get(keyOf(name))!.bytes,
      put: (name, bytes) => void s3.objects.set(keyOf(name), { bytes, checksum: null }),
      ...{ wire, resumes: true, servers: [wire, s3] },
    };
  },
  http: async () => {
    const web = await startWeb();
    const wire = await wireTo(web.port);
    return {
      address: `http://127.0.0.1:${wire.port}/in box`,
      secrets: {},
      names: () => [...web.files.keys()].map((key) => basename(key)),
      read: (name) => web.files.get(`/in box/${name}`)!,
      put: (name, bytes) => void web.files.set(`/in box/${name}`, bytes),
      ...{ wire, resumes: false, servers: [wire, web] },
    };
  },
};

function inFolder(addressOf: (folder: string) => string): Place {
  const folder = join(mkdtempSync(join(outgoing, 'far-')), 'in box');
  mkdirSync(folder);
  return {
    address: addressOf(folder),
    secrets: {},
    names: () => readdirSync(folder),
    read: (name) => readFileSync(join(folder, name)),
    put: (name, bytes) => writeFileSync(join(folder, name), bytes),
    ...{ wire: null, resumes: true, servers: [] },
  };
}

/** Three parts of an upload to S3. */
const THREE_PARTS = 17 << 20;
const outgoing = tempDir();
const noise = randomFillSync(Buffer.alloc(THREE_PARTS));

async function parcelOf(name: string, bytes: Buffer): Promise<Parcel> {
  writeFileSync(join(outgoing, name), bytes);
  const key = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return { ...(await inspectFile(join(outgoing, name))), key };
}

it('has a place to try every kind at', () => {
  expect(Object.keys(PLACES).sort()).toEqual(TARGETS.map(({ id }) => id).sort());
});

describe.each(TARGETS.map((kind) => [kind.id, kind] as const))('the target %s', (id, kind) => {
  const test = id === 'sftp' && !hasSshd ? it.skip : it;
  const named = (name: string): string => (test === it ? name : `${name} (SKIPPED: install openssh-server)`);
  let place: Place;
  let world: TargetWorld;
  let connection: Connection;
  const kept: unknown[] = [];
  const large = noise.subarray(0, id === 's3' ? THREE_PARTS : 4 << 20);

  beforeAll(async () => {
    if (test !== it) return;
    place = await PLACES[id]!();
    world = { secrets: (name) => place.secrets[name] ?? null, userHome: outgoing, patienceMs: 20_000 };
    await connect();
  });
  afterAll(async () => {
    await connection?.close();
    for (const server of place?.servers ?? []) await server.close();
  });

  async function connect(): Promise<void> {
    const target = findTarget(place.address);
    expect(target.kind).toBe(kind);
    connection = await kind.open(target.address, world);
  }

  function send(parcel: Parcel, progress: unknown = null, told: number[] = [], signal?: AbortSignal): Promise<Proof> {
    const keep = (value: unknown): void => void kept.push(JSON.parse(JSON.stringify(value)));
    const onProgress = (bytes: number): void => void told.push(bytes);
    return connection.send(parcel, { progress, keep, onProgress, signal: signal ?? new AbortController().signal });
  }

  test(named('takes its address as its own form, and again from that'), () => {
    const { address } = findTarget(place.address);
    expect(findTarget(address)).toEqual({ kind, address });
  });

  test(named('gets files of all sizes and names, whole and proved'), async () => {
    const told: number[] = [];
    for (const [name, bytes] of [
      ['one.zip', noise.subarray(0, 100_000)],
      ['Märchen + 100% & #1 "(süß)" \'a\' %41?.zip', noise.subarray(0, 70_000)],
      [`${'x'.repeat(251)}.zip`, noise.subarray(0, 10)],
      ['empty.zip', Buffer.alloc(0)],
      ['large.zip', large],
    ] as const) {
      const proof = await send(await parcelOf(name, bytes), null, told);
      expect(proof, name).toMatchObject({ bytes: bytes.length, found: false });
      expect(['read-back', 'checksum'], name).toContain(proof.by);
      expect(place.read(name).equals(bytes), name).toBe(true);
    }
    expect(place.names()).toHaveLength(5);
    expect(told.at(-1)).toBe(large.length);
  });

  test(named('takes the same bytes for delivered'), async () => {
    expect(await send(await parcelOf('one.zip', noise.subarray(0, 100_000)))).toMatchObject({ found: true });
    expect(await send(await parcelOf('large.zip', large))).toMatchObject({ found: true });
  });

  test(named('leaves a name alone that holds something else'), async () => {
    const ours = await parcelOf('taken.zip', noise.subarray(0, 5000));
    for (const theirs of [noise.subarray(1, 5001), noise.subarray(0, 4999), Buffer.alloc(0)]) {
      place.put('taken.zip', theirs);
      await expect(send(ours)).rejects.toMatchObject({ code: 'name-taken', lasting: true });
      expect(place.read('taken.zip').equals(theirs)).toBe(true);
    }
  });

  test(named('shows nothing of a try that is stopped'), async () => {
    const stop = new AbortController();
    const parcel = await parcelOf('stopped.zip', large);
    const sending = connection.send(parcel, {
      ...{ progress: null, keep: () => undefined, signal: stop.signal },
      onProgress: () => stop.abort(new Error('stopped')),
    });
    await expect(sending).rejects.toThrow();
    expect(place.names()).not.toContain('stopped.zip');
    await connect();
  });

  test(named('goes on after the wire was cut, again and again, and shows nothing until it is whole'), async () => {
    if (place.wire === null) return expect(['folder', 'hot']).toContain(id);
    const parcel = await parcelOf('cut.zip', large);
    kept.length = 0;
    for (const share of [0.3, 0.5]) {
      place.wire.cutAfter(large.length * share);
      await expect(send(parcel, kept.at(-1) ?? null)).rejects.toThrow();
      expect(place.names()).not.toContain('cut.zip');
      place.wire.cutAfter(null);
      await connection.close();
      await connect();
    }
    place.wire.cutAfter(null);
    expect(await send(parcel, kept.at(-1) ?? null)).toMatchObject({ found: false });
    expect(place.read('cut.zip').equals(large)).toBe(true);
    if (place.resumes) expect(place.wire.sent()).toBeLessThan(large.length * 0.65);
    expect(place.names().filter((name) => name.includes('cut') || name.includes(parcel.key))).toEqual(['cut.zip']);
  });
});
