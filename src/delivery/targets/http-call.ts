/**
 * The one way in which anything here speaks HTTP: http or https, no redirects, limits of time and size, and no public
 * name that leads to a machine nearby.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemErrorCode } from '../../base/errors.ts';
import { lasting, passing, refused } from '../delivery-error.ts';
import { lookUpPublic } from './public-host.ts';

export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | { readonly bytes: number; open(): Readable };
  /** How long the other side may be silent. */
  readonly patienceMs: number;
  /** How long all of it may take; where absent, as long as it takes. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** Gets the answer's body until it returns false; where absent its beginning is kept and the rest is not waited for. */
  receive?(bytes: Uint8Array): boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first 64 KiB of the body, unless somebody has received it. */
  readonly text: string;
}

const KEPT_BYTES = 1 << 16;
/** Bodies beyond this are only sent once the other side has said that it wants them, or nothing for a second. */
const ASK_FIRST_BYTES = 1 << 16;
const ASK_MS = 1000;

/** Makes one call. Any answer is an answer, whatever its status. Throws DeliveryError or the signal's reason. */
export async function httpCall(call: HttpCall): Promise<HttpAnswer> {
  call.signal?.throwIfAborted();
  try {
    return await callOnce(call);
  } catch (error) {
    call.signal?.throwIfAborted();
    throw httpError(error, call);
  }
}

/** A connection that was kept and has been closed meanwhile is nobody's fault: the call is made anew. */
async function callOnce(call: HttpCall): Promise<HttpAnswer> {
  const { request } = call.url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const sent = request(call.url, optionsOf(call));
  try {
    const [answer] = await Promise.all([answerTo(sent, call), sendBody(sent, call)]);
    return answer;
  } catch (error) {
    if (sent.reusedSocket && systemErrorCode(error) === 'ECONNRESET' && !call.signal?.aborted) return callOnce(call);
    throw error;
  } finally {
    sent.destroy();
  }
}

function optionsOf({ method, headers = {}, body, patienceMs, limitMs, signal }: HttpCall): RequestOptions {
  const limits = [...(signal ? [signal] : []), ...(limitMs === undefined ? [] : [AbortSignal.timeout(limitMs)])];
  const bytes = sizeOf(body);
  return {
    method,
    headers: {
      'user-agent': 'mixpress',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(bytes) }),
      ...(bytes > ASK_FIRST_BYTES ? { expect: '100-continue' } : {}),
    },
    timeout: patienceMs,
    signal: AbortSignal.any(limits),
    lookup: lookUpPublic,
  };
}

function sizeOf(body: HttpCall['body']): number {
  return body === undefined ? 0 : 'open' in body ? body.bytes : body.length;
}

function answerTo(sent: ClientRequest, { receive }: HttpCall): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('it is silent'), { code: 'ETIMEDOUT' })));
    sent.on('response', (answer) => {
      readAnswer(answer, receive).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
        reject,
      );
    });
  });
}

async function readAnswer(answer: IncomingMessage, receive: HttpCall['receive']): Promise<string> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    if (receive) {
      if (!receive(piece)) break;
      continue;
    }
    kept.push(piece);
    size += piece.length;
    if (size >= KEPT_BYTES) break;
  }
  return Buffer.concat(kept).subarray(0, KEPT_BYTES).toString();
}

/** Ends when the body is sent, or when an answer shows that nobody wants the rest of it. */
async function sendBody(sent: ClientRequest, { body }: HttpCall): Promise<void> {
  if (body === undefined) {
    sent.end();
    return;
  }
  const answered = new Promise<'answered'>((resolve) => void sent.once('response', () => resolve('answered')));
  if (sizeOf(body) > ASK_FIRST_BYTES && (await wantsBody(sent, answered)) === 'answered') return;
  if (!('open' in body)) {
    sent.end(body);
    return;
  }
  // An answer may come first, or break the body off; then the answer tells why.
  await Promise.race([answered, pipeline(body.open(), sent)]);
}

function wantsBody(sent: ClientRequest, answered: Promise<'answered'>): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ASK_MS);
    const go = (value?: unknown): void => {
      clearTimeout(timer);
      resolve(value);
    };
    sent.once('continue', () => go());
    // Its cause is told where the answer is waited for.
    sent.once('close', () => go('answered'));
    void answered.then(go);
  });
}

const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|ERR_SSL_)/;

function httpError(error: unknown, { url }: HttpCall): unknown {
  const code = systemErrorCode(error) ?? '';
  const name = error instanceof Error ? error.name : '';
  const cause = error;
  if (code === 'EPRIVATE') {
    const hint = 'name the machine by its address if that is what you mean';
    return lasting('target-refused', `can't call ${url.host}: ${(error as Error).message}`, { hint, cause });
  }
  if (UNTRUSTED.test(code)) {
    const hint = 'name the authority of its certificate with NODE_EXTRA_CA_CERTS';
    return refused(`the certificate of ${url.host} can't be trusted: ${(error as Error).message}`, hint, cause);
  }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') {
    return passing('target-unreachable', `${url.host} does not answer in time`, { hint: 'try again later', cause });
  }
  if (code === 'EPROTO' || code.startsWith('HPE_') || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return passing('target-unreachable', `${url.host} broke off or does not speak HTTP`, { cause });
  }
  return error;
}
