/** A small storage that speaks S3, on loopback: it checks signatures, checksums and conditions as the documentation tells. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listening, type Listening } from './listening.ts';
import { signatureOf } from './sigv4.ts';

export const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
export const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export interface S3Server extends Listening {
  readonly objects: Map<string, { bytes: Buffer; checksum: string | null }>;
  readonly uploads: Map<string, Map<number, Buffer>>;
  /** Requests as they came: `PUT /bucket/name?partNumber=1&uploadId=u1`. */
  readonly requests: string[];
  /** Storages that keep no checksums. */
  keepsChecksums: boolean;
}

const SMALLEST_PART = 5 << 20;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
const etagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

export async function startS3(bucket: string): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const uploads: S3Server['uploads'] = new Map();
  const requests: string[] = [];
  const state = { objects, uploads, requests, keepsChecksums: true };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return Object.assign(state, await listening(server));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url}`);
    const body = await buffer(request);
    const headers = request.headers as Record<string, string>;
    const fail = (status: number, code: string): void =>
      void response.writeHead(status).end(method === 'HEAD' ? '' : `<Error><Code>${code}</Code></Error>`);
    const why = whyRefused(method, url, headers, body);
    if (why !== null) return fail(403, why);
    const { pathname, searchParams } = new URL(url, 'http://x');
    const [, inBucket, ...rest] = decodeURIComponent(pathname).split('/');
    const key = rest.join('/');
    if (inBucket !== bucket) return fail(404, 'NoSuchBucket');
    const upload = searchParams.get('uploadId');
    if (upload !== null && !uploads.has(upload)) return fail(404, 'NoSuchUpload');
    const told = headers['x-amz-checksum-sha256'];
    if (told !== undefined && told !== sha256(body)) return fail(400, 'BadDigest');
    const checksums = (checksum: string | null): Record<string, string> =>
      checksum === null || !state.keepsChecksums ? {} : { 'x-amz-checksum-sha256': checksum };

    if (method === 'HEAD' || method === 'GET') {
      const object = objects.get(key);
      if (!object) return fail(404, 'NoSuchKey');
      const { bytes, checksum } = object;
      const size = { 'content-length': String(bytes.length), etag: etagOf(bytes) };
      const more = headers['x-amz-checksum-mode'] === 'ENABLED' ? checksums(checksum) : {};
      response.writeHead(200, { ...size, ...more }).end(method === 'GET' ? bytes : '');
    } else if (method === 'POST' && searchParams.has('uploads')) {
      const id = `u<${uploads.size + 1}>&"`;
      uploads.set(id, new Map());
      const shown = id.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;');
      response.end(`<InitiateMultipartUploadResult><UploadId>${shown}</UploadId></InitiateMultipartUploadResult>`);
    } else if (method === 'PUT' && upload !== null) {
      uploads.get(upload)!.set(Number(searchParams.get('partNumber')), body);
      response.writeHead(200, { etag: etagOf(body), ...checksums(sha256(body)) }).end();
    } else if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && objects.has(key)) return fail(412, 'PreconditionFailed');
      objects.set(key, { bytes: body, checksum: sha256(body) });
      response.writeHead(200, { etag: etagOf(body), ...checksums(sha256(body)) }).end();
    } else if (method === 'POST' && upload !== null) {
      if (headers['if-none-match'] === '*' && objects.has(key)) return fail(412, 'PreconditionFailed');
      const parts = uploads.get(upload)!;
      const list = [
        ...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag><ChecksumSHA256>(.*?)</g),
      ];
      const bytes = list.map(([, n]) => parts.get(Number(n))!);
      const isSame = list.every(
        ([, n, etag, sum], i) =>
          Number(n) === i + 1 && etag!.replaceAll('&quot;', '"') === etagOf(bytes[i]!) && sum === sha256(bytes[i]!),
      );
      if (list.length === 0 || !isSame) return fail(400, 'InvalidPart');
      if (bytes.slice(0, -1).some(({ length }) => length < SMALLEST_PART)) return fail(400, 'EntityTooSmall');
      const checksum = `${sha256(Buffer.concat(bytes.map((part) => createHash('sha256').update(part).digest())))}-${list.length}`;
      objects.set(key, { bytes: Buffer.concat(bytes), checksum });
      uploads.delete(upload);
      const shown = state.keepsChecksums ? `<ChecksumSHA256>${checksum}</ChecksumSHA256>` : '';
      response.end(
        `<CompleteMultipartUploadResult><ETag>&quot;x-${list.length}&quot;</ETag>${shown}</CompleteMultipartUploadResult>`,
      );
    } else if (method === 'DELETE' && upload !== null) {
      uploads.delete(upload);
      response.writeHead(204).end();
    } else fail(400, 'InvalidRequest');
  }
}

function whyRefused(method: string, target: string, headers: Record<string, string>, body: Buffer): string | null {
  const [, id, scope, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    ) ?? [];
  if (signature === undefined) return 'AccessDenied';
  if (id !== KEY_ID) return 'InvalidAccessKeyId';
  const names = signed!.split(';');
  const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const isWhole = mustBeSigned.every((name) => names.includes(name));
  const isBody = createHash('sha256').update(body).digest('hex') === headers['x-amz-content-sha256'];
  const isSigned = signatureOf({ method, target, headers }, signed!, scope!, SECRET) === signature;
  return isWhole && isBody && isSigned ? null : 'SignatureDoesNotMatch';
}
