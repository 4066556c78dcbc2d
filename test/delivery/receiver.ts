/** Somebody who is told of events: a web server on loopback that answers as it is bid and keeps what it gets. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listening, type Listening } from './listening.ts';

export interface Received {
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Receiver extends Listening {
  readonly url: string;
  readonly messages: Received[];
  /** Called for each message instead of answering with 204. */
  answer: ((response: ServerResponse, message: Received) => void) | null;
}

export async function startReceiver(): Promise<Receiver> {
  const messages: Received[] = [];
  const state: Pick<Receiver, 'answer'> = { answer: null };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const message = { id: String(request.headers['webhook-id']), body, headers: request.headers };
      messages.push(message);
      if (receiver.answer) receiver.answer(response, message);
      else response.writeHead(204).end();
    });
  });
  const listens = await listening(server);
  const receiver: Receiver = Object.assign(state, listens, { url: `http://127.0.0.1:${listens.port}/hook`, messages });
  return receiver;
}

/** Whether a message is signed with the secret and of the time, as the specification has receivers check it. */
export function isGenuine({ headers, body }: Received, secret: string, nowSeconds: number): boolean {
  const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']] as string[];
  if (Math.abs(nowSeconds - Number(time)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => {
      const [version, signature = ''] = one.split(',');
      const given = Buffer.from(signature, 'base64');
      return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}
