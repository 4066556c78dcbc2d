/** A web server that files can be put to, on loopback. */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listening, type Listening } from './listening.ts';

export interface WebServer extends Listening {
  readonly files: Map<string, Buffer>;
  readonly requests: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }[];
  /** Whether it shows what it has. */
  shows: boolean;
}

export async function startWeb(): Promise<WebServer> {
  const files: WebServer['files'] = new Map();
  const requests: WebServer['requests'] = [];
  const state = { files, requests, shows: true };
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, headers });
    const name = decodeURIComponent(url);
    const held = files.get(name);
    if (method === 'GET') {
      if (!state.shows) response.writeHead(405).end();
      else if (held === undefined) response.writeHead(404).end('nothing here');
      else response.writeHead(200, { etag: '"e1"' }).end(held);
      return;
    }
    if (headers['if-none-match'] === '*' && held !== undefined) {
      response.writeHead(412).end();
      return;
    }
    buffer(request).then(
      (bytes) => {
        files.set(name, bytes);
        response.writeHead(201, { etag: '"e1"' }).end();
      },
      () => response.destroy(),
    );
  });
  return Object.assign(state, await listening(server));
}
