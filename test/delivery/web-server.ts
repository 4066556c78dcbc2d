/** A web server that files can be put to, on loopback. */
import { createServer } from 'node:http';
import { listening, type Listening } from './listening.ts';

export interface WebServer extends Listening {
  readonly files: Map<string, Buffer>;
  readonly requests: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }[];
  /** Whether it shows what it has. */
  shows: boolean;
  /** Whether it shows what has come of a file whose sender broke off. */
  showsHalves: boolean;
  /** Whether it speaks WebDAV, and then whether it moves files. */
  dav: 'none' | 'moves' | 'refuses';
  /** The mark of all that it has. */
  etag: string;
}

export async function startWeb(): Promise<WebServer> {
  const files: WebServer['files'] = new Map();
  const requests: WebServer['requests'] = [];
  const state = { files, requests, shows: true, showsHalves: false, dav: 'none' as WebServer['dav'], etag: '"e1"' };
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, headers });
    const name = decodeURIComponent(url);
    const held = files.get(name);
    if (method === 'GET') {
      if (!state.shows) response.writeHead(405).end();
      else if (held === undefined) response.writeHead(404).end('nothing here');
      else response.writeHead(200, { etag: state.etag }).end(held);
      return;
    }
    if (method === 'OPTIONS') {
      response.writeHead(204, state.dav === 'none' ? {} : { dav: '1, 2' }).end();
      return;
    }
    if (method === 'MOVE') {
      const to = decodeURIComponent(String(headers['destination']));
      const isTaken = files.has(to) && headers['overwrite'] === 'F';
      if (state.dav === 'moves' && !isTaken && held !== undefined) files.set(to, held);
      if (state.dav === 'moves' && !isTaken) files.delete(name);
      response.writeHead(state.dav !== 'moves' ? 403 : isTaken ? 412 : 201).end();
      return;
    }
    if (method === 'DELETE') {
      response.writeHead(files.delete(name) ? 204 : 404).end();
      return;
    }
    const isWrong = 'if-match' in headers && (held === undefined || headers['if-match'] !== state.etag);
    if (isWrong || (headers['if-none-match'] === '*' && held !== undefined)) {
      response.writeHead(412).end();
      return;
    }
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => void pieces.push(piece));
    request.on('close', () => {
      if (request.complete || state.showsHalves) files.set(name, Buffer.concat(pieces));
      if (request.complete) response.writeHead(201, { etag: state.etag }).end();
      else response.destroy();
    });
  });
  return Object.assign(state, await listening(server));
}
