import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { readFileSync } from 'node:fs';
import { createServer as createNet } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/base/hash.ts';
import { findTarget } from '../../../src/delivery/targets/index.ts';
import { itWith, runTool, tempDir } from '../../outside.ts';
import { listening, wireTo, type Wire } from '../listening.ts';
import { parcelOf, sendTo, worldWith } from '../sending.ts';
import { startWeb, type WebServer } from '../web-server.ts';

const dir = tempDir();
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function serve(server: Parameters<typeof listening>[0]): Promise<number> {
  const { port, close } = await listening(server);
  open.push({ close });
  return port;
}

/** Nothing is there, and putting is answered like this. */
function answering(status: number, headers: Readonly<Record<string, string>> = {}): Server {
  return createServer((request, response) => {
    if (request.method === 'GET') response.writeHead(404).end();
    else request.resume().on('end', () => response.writeHead(status, headers).end('x'.repeat(1 << 20)));
  });
}

const small = (): ReturnType<typeof parcelOf> => parcelOf(dir, 'a.zip', Buffer.from('some bytes'));

describe('a delivery by HTTP', () => {
  it.each([
    [401, { code: 'target-refused', exitCode: 5, lasting: true }],
    [403, { code: 'target-refused', exitCode: 5, lasting: true }],
    [404, { code: 'target-refused', exitCode: 1, lasting: true }],
    [412, { code: 'name-taken', lasting: true }],
    [302, { code: 'target-redirects', lasting: true }],
    [429, { code: 'target-unreachable', lasting: false }],
    [500, { code: 'target-unreachable', lasting: false }],
    [507, { code: 'target-full', lasting: false }],
  ])('tells what an answer of status %d means', async (status, expected) => {
    const port = await serve(answering(status, { location: 'http://127.0.0.1:1/elsewhere' }));
    await expect(sendTo(`http://127.0.0.1:${port}`, await small(), worldWith({}))).rejects.toMatchObject(expected);
  });

  it('takes the receipt of a drop box for a proof, and says so', async () => {
    const web = await startWeb();
    open.push(web);
    web.shows = false;
    const proof = await sendTo(`http://127.0.0.1:${web.port}`, await small(), worldWith({}));
    expect(proof).toMatchObject({ by: 'receipt', mark: '"e1"' });
  });

  it('replaces what a broken try of its own has left under the name, and nothing else', async () => {
    const web = await startWeb();
    const wire = await wireTo(web.port);
    open.push(web, wire);
    web.showsHalves = true;
    const parcel = await parcelOf(dir, 'half.zip', randomBytes(3 << 20));
    const [at, name] = [`http://127.0.0.1:${wire.port}`, '/half.zip'];
    const kept: unknown[] = [];
    wire.cutAfter(1 << 20);
    await expect(sendTo(at, parcel, worldWith({}), kept)).rejects.toThrow();
    wire.cutAfter(null);
    while (!web.files.has(name)) await new Promise(setImmediate);
    const half = web.files.get(name)!;
    expect(half.length).toBeGreaterThan(0);

    const taken = { code: 'name-taken', lasting: true };
    await expect(sendTo(at, parcel, worldWith({}))).rejects.toMatchObject(taken);
    web.etag = 'W/"e1"';
    await expect(sendTo(at, parcel, worldWith({}), kept)).rejects.toMatchObject(taken);
    web.etag = '"e2"';
    web.files.set(name, Buffer.concat([half.subarray(1), half]));
    await expect(sendTo(at, parcel, worldWith({}), kept)).rejects.toMatchObject(taken);
    web.files.set(name, half);
    expect(await sendTo(at, parcel, worldWith({}), kept)).toMatchObject({ by: 'read-back', found: false });
    expect(web.files.get(name)!.equals(readFileSync(parcel.path))).toBe(true);
    expect(web.requests.at(-2)).toMatchObject({ method: 'PUT', headers: { 'if-match': '"e2"' } });
  });

  describe('that speaks WebDAV', () => {
    const methods = (web: WebServer): string => web.requests.map(({ method }) => method).join(' ');
    async function startDav(dav: WebServer['dav']): Promise<{ web: WebServer; wire: Wire; at: string }> {
      const web = await startWeb();
      const wire = await wireTo(web.port);
      open.push(web, wire);
      web.dav = dav;
      return { web, wire, at: `http://127.0.0.1:${wire.port}/in box` };
    }

    it('gets files aside, and moves them to names that are free', async () => {
      const { web, wire, at } = await startDav('moves');
      web.showsHalves = true;
      const parcel = await parcelOf(dir, 'Märchen #1.zip', randomBytes(3 << 20));
      wire.cutAfter(1 << 20);
      await expect(sendTo(at, parcel, worldWith({}))).rejects.toThrow();
      wire.cutAfter(null);
      while (web.files.size === 0) await new Promise(setImmediate);
      expect([...web.files.keys()]).toEqual([`/in box/${parcel.key}.mixpress-partial`]);
      expect(await sendTo(at, parcel, worldWith({}))).toMatchObject({
        ...{ by: 'read-back', found: false, location: `${at.replace(' ', '%20')}/M%C3%A4rchen%20%231.zip` },
      });
      expect([...web.files.keys()]).toEqual(['/in box/Märchen #1.zip']);
      expect(web.files.get('/in box/Märchen #1.zip')!.equals(readFileSync(parcel.path))).toBe(true);
      expect(methods(web)).toBe('GET OPTIONS PUT GET OPTIONS PUT GET MOVE');
    });

    it('keeps what somebody else was faster to put there', async () => {
      const { web, at } = await startDav('moves');
      const sending = sendTo(at, await small(), worldWith({}));
      while (!methods(web).includes('PUT')) await new Promise(setImmediate);
      web.files.set('/in box/a.zip', Buffer.from('theirs'));
      await expect(sending).rejects.toMatchObject({ code: 'name-taken', lasting: true });
      expect([...web.files]).toEqual([['/in box/a.zip', Buffer.from('theirs')]]);
    });

    it('gets them under their names where it moves nothing after all', async () => {
      const { web, at } = await startDav('refuses');
      expect(await sendTo(at, await small(), worldWith({}))).toMatchObject({ by: 'read-back', found: false });
      expect([...web.files.keys()]).toEqual(['/in box/a.zip']);
      expect(methods(web)).toBe('GET OPTIONS PUT GET MOVE DELETE PUT GET');
    });
  });

  it('sends credentials, the condition, the length and a digest', async () => {
    const web = await startWeb();
    open.push(web);
    const at = `http://127.0.0.1:${web.port}/in/`;
    await sendTo(at, await small(), worldWith({ MIXPRESS_HTTP_USER: 'shop', MIXPRESS_HTTP_PASSWORD: 'pä:ss' }));
    const put = web.requests.find(({ method }) => method === 'PUT')!;
    expect(put.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('shop:pä:ss').toString('base64')}`,
      'if-none-match': '*',
      'content-length': '10',
      'content-digest': `sha-256=:${Buffer.from(sha256('some bytes'), 'hex').toString('base64')}:`,
    });
    await sendTo(at, await small(), worldWith({ MIXPRESS_HTTP_TOKEN: 't0ken' }));
    expect(web.requests.at(-1)!.headers['authorization']).toBe('Bearer t0ken');
  });

  it('sends no credentials where all can read them', () => {
    const { kind, address } = findTarget('http://press.example/in');
    expect(() => kind.check!(address, worldWith({ MIXPRESS_HTTP_TOKEN: 't0ken' }))).toThrow(
      expect.objectContaining({ code: 'target-refused', exitCode: 5 }),
    );
    expect(() => kind.check!(address, worldWith({}))).not.toThrow();
  });

  it('tells a server that is silent, breaks off, or speaks something else', async () => {
    const world = worldWith({});
    const hasty = worldWith({}, { patienceMs: 200 });
    const mute = await serve(createNet(() => undefined));
    await expect(sendTo(`http://127.0.0.1:${mute}`, await small(), hasty)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const short = await serve(createNet((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx')));
    await expect(sendTo(`http://127.0.0.1:${short}`, await small(), world)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|target-unreachable/),
    });
    const other = await serve(createNet((socket) => socket.end('SSH-2.0-x\r\n')));
    await expect(sendTo(`http://127.0.0.1:${other}`, await small(), world)).rejects.toMatchObject({
      code: 'target-unreachable',
    });
  });

  it('reads no more of what is there than could be ours', async () => {
    let sent = 0;
    const endless = createServer((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16))) sent += 1 << 16;
        response.once('drain', more);
      };
      more();
    });
    const port = await serve(endless);
    await expect(sendTo(`http://127.0.0.1:${port}`, await small(), worldWith({}))).rejects.toMatchObject({
      code: 'name-taken',
    });
    expect(sent).toBeLessThan(64 << 20);
  });

  itWith(['openssl'], 'trusts no certificate that nobody vouches for', async () => {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    runTool('openssl', [...made, '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert]);
    const port = await serve(
      createSecure(
        { key: readFileSync(key), cert: readFileSync(cert) },
        (_request, response) => void response.writeHead(404).end(),
      ),
    );
    await expect(sendTo(`https://127.0.0.1:${port}`, await small(), worldWith({}))).rejects.toMatchObject({
      ...{ code: 'target-refused', exitCode: 5, hint: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
    });
  });
});

describe('addresses of HTTP', () => {
  it.each([
    'http://',
    'https://user:secret@host/',
    'https://user@host/',
    'https://host/in?token=secret',
    'https://host/#secret',
  ])('%s is none', (address) => {
    expect(() => findTarget(address)).toThrow(expect.objectContaining({ code: 'target-invalid', exitCode: 2 }));
    expect(() => findTarget(address)).not.toThrow('secret');
  });
});
