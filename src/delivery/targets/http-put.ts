import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { lasting, passing, refused } from '../delivery-error.ts';
import { readPieces, type Parcel } from '../parcel.ts';
import { nameTaken } from '../send-aside.ts';
import type { Proof, Sending } from '../target.ts';
import type { HttpAnswer, HttpCall } from './http-call.ts';

/** A file on its way to a name on a web server, and how to speak to that. */
interface Putting {
  readonly url: URL;
  readonly parcel: Parcel;
  readonly sending: Sending;
  readonly call: Call;
}

type Call = (call: Omit<HttpCall, 'patienceMs' | 'signal'>) => Promise<HttpAnswer>;

/**
 * Puts a file under a name that nothing has: aside, then moved, where the server can do that. Elsewhere it is up to the server,
 * which is told the length, that nothing partial is shown. No server says whether it would take the rest of a file (RFC 9110,
 * 14.5), so a broken try is made anew; the beginning of ours that one shows after it is replaced.
 */
export async function putFile(url: URL, parcel: Parcel, sending: Sending, call: Call): Promise<Proof> {
  const putting = { url, parcel, sending, call };
  const before = await look(url, putting);
  if (before.status !== 200) return (await putAside(putting)) ?? putThere(putting, { 'if-none-match': '*' });
  if (before.sha256 === parcel.sha256) return proofOf(putting, before, { found: true });
  if (await isLeftOfOurs(before, putting)) return putThere(putting, { 'if-match': before.etag! });
  throw nameTaken(url.href);
}

/** Null, and nothing left behind, where the server does not move files. */
async function putAside(putting: Putting): Promise<Proof | null> {
  const { url, parcel, call } = putting;
  const { headers } = await call({ method: 'OPTIONS', url: new URL('.', url) });
  if (!/(?:^|,)\s*1\s*(?:,|$)/.test(String(headers['dav'] ?? ''))) return null;
  const aside = new URL(`${parcel.key}.mixpress-partial`, url);
  const remove = (): Promise<HttpAnswer> => call({ method: 'DELETE', url: aside });
  const answer = await send(putting, aside, {});
  if (answer.status >= 400 && answer.status <= 499) return null;
  if (!isSuccess(answer)) throw statusError(answer, url);
  const held = await look(aside, putting);
  if (held.status === 200 && held.sha256 !== parcel.sha256) {
    await remove();
    throw passing('transfer-damaged', `what arrived for ${url.href} is not what was sent`, {
      hint: 'it will be sent anew',
    });
  }
  // The path alone: behind a proxy the server may know itself by another scheme or host.
  const { status } = await call({ method: 'MOVE', url: aside, headers: { destination: url.pathname, overwrite: 'F' } });
  if (status === 201 || status === 204) return proofOf(putting, held, { found: false });
  await remove();
  if (status === 412) throw nameTaken(url.href);
  return null;
}

async function putThere(putting: Putting, condition: Readonly<Record<string, string>>): Promise<Proof> {
  const { url, parcel, sending } = putting;
  sending.keep({ begun: true } satisfies Begun);
  const answer = await send(putting, url, condition);
  if (answer.status === 412) {
    // Somebody was faster: what is there is not ours.
    sending.keep(null);
    throw nameTaken(url.href);
  }
  if (!isSuccess(answer)) throw statusError(answer, url);
  const after = await look(url, putting);
  if (after.status === 200 && after.sha256 !== parcel.sha256) {
    throw lasting('transfer-damaged', `what ${url.href} gives back is not what was sent`, {
      hint: 'take it away there',
    });
  }
  return proofOf(putting, { ...after, etag: after.etag ?? answer.headers.etag ?? null }, { found: false });
}

function send(
  { parcel, sending, call }: Putting,
  url: URL,
  condition: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  const digest = `sha-256=:${Buffer.from(parcel.sha256, 'hex').toString('base64')}:`;
  const headers = { ...condition, 'content-digest': digest, 'content-type': 'application/octet-stream' };
  const body = { bytes: parcel.bytes, open: () => Readable.from(counted(parcel.path, sending)) };
  return call({ method: 'PUT', url, headers, body });
}

function look(url: URL, { parcel, call }: Putting): Promise<Held> {
  return readObject((receive) => call({ method: 'GET', url, receive }), parcel.bytes);
}

function proofOf({ url, parcel }: Putting, { status, etag }: Held, { found }: { found: boolean }): Proof {
  const by = status === 200 ? 'read-back' : 'receipt';
  return { location: url.href, bytes: parcel.bytes, by, mark: etag, found };
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status <= 299;
}

/** What is kept of a try: whether the name was free and the file was about to go there. */
interface Begun {
  readonly begun: true;
}

/** Whether a broken try has left the beginning of the file; without a strong ETag nobody could replace just that. */
async function isLeftOfOurs({ bytes, etag, sha256 }: Held, { parcel, sending }: Putting): Promise<boolean> {
  const wasBegun = (sending.progress as Begun | null)?.begun === true;
  if (!wasBegun || !etag?.startsWith('"') || bytes >= parcel.bytes) return false;
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
