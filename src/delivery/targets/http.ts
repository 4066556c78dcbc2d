import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { badTarget, lasting, passing, refused } from '../delivery-error.ts';
import { readPieces, type Parcel } from '../parcel.ts';
import { nameTaken } from '../send-aside.ts';
import type { Secrets } from '../credentials.ts';
import type { Proof, Sending, TargetKind, TargetWorld } from '../target.ts';
import { httpCall, type HttpAnswer } from './http-call.ts';
import { namesPrivateHost } from './public-host.ts';
import { readUrl } from './web-address.ts';

const FORM = 'https://host/folder/';

/**
 * PUT to a web server (WebDAV and the like), RFC 9110: under the condition that nothing has the name. No server says whether
 * it would take the rest of a file (section 14.5), so a broken try is made anew. That nothing partial is shown is up to the
 * server, which is told the length; the beginning of ours that one shows after a broken try is replaced.
 */
export const http: TargetKind = {
  id: 'http',
  form: FORM,
  summary:
    'HTTP PUT to a folder of a web server, only where nothing has the name; read back where the server allows it',
  secrets: {
    MIXPRESS_HTTP_TOKEN: 'bearer token',
    MIXPRESS_HTTP_USER: 'name for basic authentication',
    MIXPRESS_HTTP_PASSWORD: 'its password',
  },
  claims: (address) => /^https?:/i.test(address),
  parse: (address) => {
    const url = readUrl(address, ['http', 'https'], FORM);
    if (url.search !== '' || url.hash !== '' || url.username !== '') {
      throw badTarget(
        `${url.origin} can't be put to with a user, a query or a fragment in the address`,
        `write ${FORM}`,
      );
    }
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
  },
  check: (address, { secrets }) => void authorization(address, secrets),
  open: async (address, world) => {
    const headers = authorization(address, world.secrets);
    return {
      send: (parcel, sending) =>
        put(new URL(encodeURIComponent(parcel.name), address), parcel, sending, headers, world),
      close: async () => undefined,
    };
  },
};

function authorization(address: string, secrets: Secrets): Readonly<Record<string, string>> {
  const token = secrets('MIXPRESS_HTTP_TOKEN');
  const user = secrets('MIXPRESS_HTTP_USER');
  if (token === null && user === null) return {};
  const { protocol, hostname } = new URL(address);
  if (protocol === 'http:' && !namesPrivateHost(hostname)) {
    throw refused(`credentials would go to ${hostname} for all to read`, 'write https:// instead of http://');
  }
  const basic = (): string => Buffer.from(`${user}:${secrets('MIXPRESS_HTTP_PASSWORD') ?? ''}`).toString('base64');
  return { authorization: token === null ? `Basic ${basic()}` : `Bearer ${token}` };
}

async function put(
  url: URL,
  parcel: Parcel,
  sending: Sending,
  headers: Readonly<Record<string, string>>,
  { patienceMs }: TargetWorld,
): Promise<Proof> {
  const { signal } = sending;
  const proof = { location: url.href, bytes: parcel.bytes };
  const readBack = (): Promise<Held> =>
    readObject((receive) => httpCall({ method: 'GET', url, headers, patienceMs, signal, receive }), parcel.bytes);
  const before = await readBack();
  if (before.status === 200 && before.sha256 === parcel.sha256) {
    return { ...proof, by: 'read-back', mark: before.etag, found: true };
  }
  if (before.status === 200 && !(await isLeftOfOurs(before, parcel, sending))) throw nameTaken(url.href);
  const replaced = before.status === 200 ? before.etag : null;
  const only: Record<string, string> = replaced === null ? { 'if-none-match': '*' } : { 'if-match': replaced };
  sending.keep({ putting: true } satisfies Putting);
  const body = { bytes: parcel.bytes, open: () => Readable.from(counted(parcel.path, sending)) };
  const digest = `sha-256=:${Buffer.from(parcel.sha256, 'hex').toString('base64')}:`;
  const condition = { ...only, 'content-digest': digest, 'content-type': 'application/octet-stream' };
  const answer = await httpCall({
    method: 'PUT',
    url,
    headers: { ...headers, ...condition },
    body,
    patienceMs,
    signal,
  });
  if (answer.status === 412) {
    // Somebody was faster: what is there is not ours.
    sending.keep(null);
    throw nameTaken(url.href);
  }
  if (answer.status < 200 || answer.status > 299) throw statusError(answer, url);
  const after = await readBack();
  if (after.status === 200 && after.sha256 !== parcel.sha256) {
    throw lasting('transfer-damaged', `what ${url.href} gives back is not what was sent`, {
      hint: 'take it away there',
    });
  }
  const mark = after.etag ?? answer.headers.etag ?? null;
  return { ...proof, by: after.status === 200 ? 'read-back' : 'receipt', mark, found: false };
}

/** What is kept of a try: whether the name was free and the file was about to go there. */
interface Putting {
  readonly putting: true;
}

/** Whether a broken try has left the beginning of the file; without a strong ETag nobody could replace just that. */
async function isLeftOfOurs({ bytes, etag, sha256 }: Held, parcel: Parcel, sending: Sending): Promise<boolean> {
  const wasPutting = (sending.progress as Putting | null)?.putting === true;
  if (!wasPutting || !etag?.startsWith('"') || bytes >= parcel.bytes) return false;
  const hash = createHash('sha256');
  let left = bytes;
  for await (const piece of readPieces(parcel.path, 0, sending.signal)) {
    hash.update(piece.subarray(0, left));
    left -= Math.min(left, piece.length);
    if (left === 0) break;
  }
  return hash.digest('hex') === sha256;
}

/** What a server holds under a name, as far as it tells. */
export interface Held {
  /** Drop boxes that show nobody what is in them answer with some other status than 200. */
  readonly status: number;
  /** As far as they were read. */
  readonly bytes: number;
  readonly sha256: string;
  readonly etag: string | null;
}

/** Reads what is there through `get`, or as much of it as shows that it isn't of `bytes` bytes. */
export async function readObject(
  get: (receive: (piece: Uint8Array) => boolean) => Promise<HttpAnswer>,
  bytes: number,
): Promise<Held> {
  const hash = createHash('sha256');
  let size = 0;
  const { status, headers } = await get((piece) => {
    hash.update(piece);
    return (size += piece.length) <= bytes;
  });
  return { status, bytes: size, sha256: hash.digest('hex'), etag: headers.etag ?? null };
}

async function* counted(path: string, { onProgress, signal }: Sending): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const piece of readPieces(path, 0, signal)) {
    yield piece;
    onProgress((sent += piece.length));
  }
}

/** What an answer other than success means. */
export function statusError({ status }: HttpAnswer, url: URL): Error {
  const what = `${url.host} answers with status ${status}`;
  if (status === 401 || status === 403) return refused(`${what}: no rights there`, 'check the credentials');
  if (status >= 300 && status <= 399) {
    return lasting('target-redirects', `${what}: a redirect, which is not followed`, {
      hint: 'write the final address',
    });
  }
  if (status === 507) return passing('target-full', `${what}: no space left there`, { hint: 'free some space there' });
  const isPassing = status >= 500 || status === 408 || status === 425 || status === 429;
  if (isPassing) return passing('target-unreachable', what, { hint: 'try again later' });
  return lasting('target-refused', what, { hint: 'check the address' });
}
