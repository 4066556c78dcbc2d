import { randomFillSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTarget } from '../../../src/delivery/targets/index.ts';
import { s3Call } from '../../../src/delivery/targets/s3-client.ts';
import { tempDir } from '../../outside.ts';
import { KEY_ID, SECRET, startS3, type S3Server } from '../s3-server.ts';
import { parcelOf, sendTo, worldWith } from '../sending.ts';
import { signatureOf } from '../sigv4.ts';

const dir = tempDir();
const noise = randomFillSync(Buffer.alloc(17 << 20));
const secrets = { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET };
const world = worldWith(secrets);
let s3: S3Server;
let at: (path: string) => string;

beforeAll(async () => {
  s3 = await startS3('discs');
  at = (path) => `s3://${path}?endpoint=http://127.0.0.1:${s3.port}`;
});
beforeEach(() => {
  s3.objects.clear();
  s3.uploads.clear();
  s3.requests.length = 0;
  s3.keepsChecksums = true;
});
afterAll(() => s3.close());

const requestsOf = (method: string): string[] => s3.requests.filter((line) => line.startsWith(`${method} `));

describe('the signature', () => {
  // The example for GET Object in the documentation of Amazon S3, "Signature Calculations for the Authorization Header".
  it('is judged by a server that agrees with the published example', () => {
    const headers = {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
    };
    const signed = 'host;range;x-amz-content-sha256;x-amz-date';
    const request = { method: 'GET', target: '/test.txt', headers };
    expect(signatureOf(request, signed, '20130524/us-east-1/s3/aws4_request', SECRET)).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('covers what is asked', async () => {
    const account = { accessKeyId: KEY_ID, secretAccessKey: 'another', sessionToken: 'token', region: 'eu-west-1' };
    const url = new URL(`http://127.0.0.1:${s3.port}/discs/a`);
    expect(await s3Call(account, { method: 'GET', url, patienceMs: 1000 })).toMatchObject({ status: 403 });
    const right = await s3Call({ ...account, secretAccessKey: SECRET }, { method: 'GET', url, patienceMs: 1000 });
    expect(right).toMatchObject({ status: 404 });
  });
});

describe('a delivery to S3', () => {
  it('sends a small file at once, under the condition that nothing has its name', async () => {
    const parcel = await parcelOf(dir, 'small.zip', noise.subarray(0, 1000));
    expect(await sendTo(at('discs'), parcel, world)).toMatchObject({ by: 'checksum', found: false });
    expect(s3.requests).toEqual(['HEAD /discs/small.zip', 'PUT /discs/small.zip']);
  });

  it('reads back where the storage keeps no checksums', async () => {
    s3.keepsChecksums = false;
    const parcel = await parcelOf(dir, 'large.zip', noise);
    expect(await sendTo(at('discs/a'), parcel, world)).toMatchObject({ by: 'read-back', found: false });
    expect(await sendTo(at('discs/a'), parcel, world)).toMatchObject({ by: 'read-back', found: true });
  });

  it('knows a large file again by the checksum of its parts', async () => {
    const parcel = await parcelOf(dir, 'large.zip', noise);
    expect(await sendTo(at('discs/a'), parcel, world)).toMatchObject({ by: 'checksum', found: false });
    expect(requestsOf('PUT')).toHaveLength(3);
    s3.requests.length = 0;
    expect(await sendTo(at('discs/a'), parcel, world)).toMatchObject({ by: 'checksum', found: true });
    expect(s3.requests).toEqual(['HEAD /discs/a/large.zip']);
  });

  it('goes on with the parts that the storage has, and begins anew where it has forgotten them', async () => {
    const parcel = await parcelOf(dir, 'large.zip', noise);
    const kept: unknown[] = [];
    await sendTo(at('discs'), parcel, world, kept);
    const two = kept.find((progress) => (progress as { parts: unknown[] }).parts.length === 2);
    s3.objects.clear();
    await expect(sendTo(at('discs'), parcel, world, [two])).rejects.toMatchObject({
      code: 'transfer-damaged',
      lasting: false,
    });
    const anew: unknown[] = [two, null];
    expect(await sendTo(at('discs'), parcel, world, anew)).toMatchObject({ found: false });
  });

  it('leaves nothing behind where somebody was faster', async () => {
    const parcel = await parcelOf(dir, 'large.zip', noise);
    const sending = sendTo(at('discs'), parcel, world);
    while (requestsOf('PUT').length === 0) await new Promise(setImmediate);
    s3.objects.set('large.zip', { bytes: Buffer.from('theirs'), checksum: null });
    await expect(sending).rejects.toMatchObject({ code: 'name-taken', lasting: true });
    expect(s3.uploads.size).toBe(0);
    expect(String(s3.objects.get('large.zip')!.bytes)).toBe('theirs');
  });

  it.each([
    [{ AWS_ACCESS_KEY_ID: 'nobody' }, 'discs', { code: 'target-refused', exitCode: 5, lasting: true }],
    [{ AWS_SECRET_ACCESS_KEY: 'wrong' }, 'discs', { code: 'target-refused', exitCode: 5, lasting: true }],
    [
      {},
      'other',
      { code: 'target-refused', exitCode: 1, lasting: true, message: expect.stringContaining('no such bucket') },
    ],
  ])('tells what is wrong with %j and the bucket %s', async (changed, bucket, expected) => {
    const parcel = await parcelOf(dir, 'small.zip', noise.subarray(0, 1000));
    const failure = await sendTo(at(bucket), parcel, worldWith({ ...secrets, ...changed })).catch((e: unknown) => e);
    expect(failure).toMatchObject(expected);
    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toMatch(/wrong|wJalr/);
  });

  it('needs its credentials before anything is done', () => {
    const { kind, address } = findTarget('s3://discs');
    expect(() => kind.check!(address, worldWith({}))).toThrow(
      expect.objectContaining({ code: 'credentials-missing', exitCode: 2 }),
    );
  });
});

describe('addresses of S3', () => {
  it.each([
    ['s3://discs', 's3://discs'],
    ['s3://discs/in/', 's3://discs/in'],
    ['s3://discs/in box?region=eu-west-1', 's3://discs/in%20box?region=eu-west-1'],
    ['s3://discs?endpoint=https://minio.example:9000/x', 's3://discs?endpoint=https%3A%2F%2Fminio.example%3A9000'],
  ])('%s is %s', (given, whole) => expect(findTarget(given).address).toBe(whole));

  it.each([
    's3://',
    's3://Discs_1',
    's3://key:secret@discs',
    's3://discs?endpoint=ftp://host',
    's3://discs?endpoint=https://a:secret@host',
    's3://discs?key=secret',
  ])('%s is none', (address) => {
    expect(() => findTarget(address)).toThrow(expect.objectContaining({ code: 'target-invalid', exitCode: 2 }));
    expect(() => findTarget(address)).not.toThrow('secret');
  });
});
