import { open } from 'node:fs/promises';
import { sha256 } from '../../base/hash.ts';
import { passing } from '../delivery-error.ts';
import type { Parcel } from '../parcel.ts';
import { nameTaken } from '../send-aside.ts';
import type { Proof, Sending } from '../target.ts';
import type { HttpAnswer } from './http-call.ts';
import { readObject } from './http-put.ts';
import { elementOf, s3Call, s3Error, type S3Account, type S3Call } from './s3-client.ts';

/** What is kept of an upload in parts: those that the storage has, with its marks of them. */
interface Upload {
  readonly id: string;
  readonly parts: readonly Part[];
}

interface Part {
  readonly etag: string;
  /** Base 64. */
  readonly sha256: string;
}

const PART_BYTES = 8 << 20;
/** S3 takes no more parts of one object. */
const MOST_PARTS = 10_000;

/** Length of all parts but the last: 8 MiB, or more for files of which that would be too many parts. */
function partBytesOf(bytes: number): number {
  return PART_BYTES * Math.max(1, Math.ceil(bytes / PART_BYTES / MOST_PARTS));
}

/** One object that is to be, and how to speak of it. */
interface Putting {
  readonly url: URL;
  readonly parcel: Parcel;
  readonly sending: Sending;
  call(call: Omit<S3Call, 'url' | 'patienceMs' | 'signal'>, query?: string): Promise<HttpAnswer>;
}

/** What the storage has answered, and the checksum of the whole that we expect of it, in base 64. */
interface Put {
  readonly answer: HttpAnswer;
  readonly checksum: string;
}

/** Puts a file as an object, in parts where it is large, under the condition that nothing has its name. */
export async function sendObject(
  url: URL,
  account: S3Account,
  parcel: Parcel,
  sending: Sending,
  patienceMs: number,
): Promise<Proof> {
  const call: Putting['call'] = (one, query = '') =>
    s3Call(account, { ...one, url: new URL(query, url), patienceMs, signal: sending.signal });
  const putting = { url, parcel, sending, call };
  const there = await findObject(putting);
  if (there) return { ...there, found: true };
  const { answer, checksum } = await (parcel.bytes > PART_BYTES ? putParts(putting) : putWhole(putting));
  if (answer.status === 412 || elementOf(answer.text, 'Code') === 'PreconditionFailed') throw nameTaken(url.href);
  const told = answer.headers['x-amz-checksum-sha256'] ?? elementOf(answer.text, 'ChecksumSHA256');
  const mark = answer.headers.etag ?? elementOf(answer.text, 'ETag');
  const proof = { location: url.href, bytes: parcel.bytes, mark, found: false } as const;
  if (told === checksum) return { ...proof, by: 'checksum' };
  return (await findObject(putting)) ?? { ...proof, by: 'receipt' };
}

/**
 * The proof where the object is there with our bytes; null where nothing is, or where we may not look: then putting tells.
 * Throws where it is something else.
 */
async function findObject({ url, parcel, call, sending }: Putting): Promise<Proof | null> {
  const answer = await call({ method: 'HEAD', headers: { 'x-amz-checksum-mode': 'ENABLED' } });
  const { status, headers } = answer;
  if (status === 404 || status === 403 || status === 400) return null;
  if (status !== 200) throw s3Error(answer, url);
  const proof = { location: url.href, bytes: parcel.bytes, mark: headers.etag ?? null, found: false };
  if (Number(headers['content-length']) !== parcel.bytes) throw nameTaken(url.href);
  const checksum = headers['x-amz-checksum-sha256'];
  if (checksum !== undefined && checksum === (await checksumOf(parcel, sending.signal)))
    return { ...proof, by: 'checksum' };
  // Put by somebody else in other parts, or into a storage that keeps no checksums: only the bytes tell.
  const held = await readObject((receive) => call({ method: 'GET', receive }), parcel.bytes);
  if (held.status === 200 && held.sha256 === parcel.sha256) return { ...proof, by: 'read-back' };
  throw nameTaken(url.href);
}

async function putWhole({ url, parcel, sending, call }: Putting): Promise<Put> {
  const body = await readPart(parcel, 0, parcel.bytes);
  const checksum = base64(parcel.sha256);
  const headers = { 'if-none-match': '*', 'x-amz-checksum-sha256': checksum };
  const answer = await call({ method: 'PUT', headers, body, sha256: parcel.sha256 });
  sending.onProgress(parcel.bytes);
  if (answer.status !== 200 && answer.status !== 412) throw s3Error(answer, url);
  return { answer, checksum };
}

async function putParts(putting: Putting): Promise<Put> {
  const { url, parcel, sending, call } = putting;
  const kept = sending.progress as Upload | null;
  const upload = await sendParts(putting, kept ?? { id: await beginUpload(putting), parts: [] });
  const query = `?uploadId=${encodeURIComponent(upload.id)}`;
  const body = Buffer.from(completion(upload));
  const headers = { 'if-none-match': '*' };
  const answer = await call({ method: 'POST', headers, body, sha256: sha256(body) }, query);
  const code = elementOf(answer.text, 'Code');
  if (code === 'NoSuchUpload') throw uploadGone(url, sending);
  if (answer.status === 412 || code === 'PreconditionFailed') await call({ method: 'DELETE' }, query);
  else if (answer.status !== 200 || code !== null) throw s3Error(answer, url);
  return { answer, checksum: sumOf(upload.parts.map((part) => part.sha256)) };

  /** Goes on behind the parts that the storage has, and keeps each that it takes. */
  async function sendParts({ parcel: { bytes } }: Putting, begun: Upload): Promise<Upload> {
    const partBytes = partBytesOf(bytes);
    let current = begun;
    sending.keep(current);
    for (let from = begun.parts.length * partBytes; from < bytes; from += partBytes) {
      sending.onProgress(from);
      const part = await readPart(parcel, from, Math.min(partBytes, bytes - from));
      const digest = sha256(part);
      const place = `?partNumber=${current.parts.length + 1}&uploadId=${encodeURIComponent(current.id)}`;
      const checksum = { 'x-amz-checksum-sha256': base64(digest) };
      const taken = await call({ method: 'PUT', headers: checksum, body: part, sha256: digest }, place);
      if (elementOf(taken.text, 'Code') === 'NoSuchUpload') throw uploadGone(url, sending);
      if (taken.status !== 200) throw s3Error(taken, url);
      current = { ...current, parts: [...current.parts, { etag: taken.headers.etag ?? '', sha256: base64(digest) }] };
      sending.keep(current);
    }
    sending.onProgress(bytes);
    return current;
  }
}

async function beginUpload({ url, call }: Putting): Promise<string> {
  const answer = await call({ method: 'POST', headers: { 'x-amz-checksum-algorithm': 'SHA256' } }, '?uploads');
  const id = elementOf(answer.text, 'UploadId');
  if (answer.status !== 200 || id === null) throw s3Error(answer, url);
  return id;
}

/** Somebody has cleared the storage of unfinished uploads. */
function uploadGone(url: URL, sending: Sending): Error {
  sending.keep(null);
  return passing('transfer-damaged', `${url.host} knows nothing more of the unfinished upload`, {
    hint: 'it will be sent anew',
  });
}

function completion({ parts }: Upload): string {
  const list = parts.map(
    ({ etag, sha256 }, i) =>
      `<Part><PartNumber>${i + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag><ChecksumSHA256>${sha256}</ChecksumSHA256></Part>`,
  );
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What S3 calls the checksum of an object: of one in parts, that of the checksums of its parts. */
async function checksumOf(parcel: Parcel, signal: AbortSignal): Promise<string> {
  if (parcel.bytes <= PART_BYTES) return base64(parcel.sha256);
  const partBytes = partBytesOf(parcel.bytes);
  const sums: string[] = [];
  for (let from = 0; from < parcel.bytes; from += partBytes) {
    signal.throwIfAborted();
    sums.push(base64(sha256(await readPart(parcel, from, Math.min(partBytes, parcel.bytes - from)))));
  }
  return sumOf(sums);
}

function sumOf(parts: readonly string[]): string {
  const all = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return `${base64(sha256(all))}-${parts.length}`;
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

async function readPart({ path }: Parcel, from: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length);
  const file = await open(path, 'r');
  try {
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(part, filled, length - filled, from + filled);
      if (bytesRead === 0) throw passing('file-changed', `${path} became shorter while it was sent`);
      filled += bytesRead;
    }
    return part;
  } finally {
    await file.close();
  }
}
