/** Servers on loopback, and a wire that can be cut. */
import { connect, createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Listening {
  readonly port: number;
  close(): void;
}

/** Has a server listen on a free port of loopback. */
export async function listening(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** Where to connect instead. */
export interface Wire extends Listening {
  /** Cuts each connection once so many bytes have gone there, from now on; null: never. */
  cutAfter(bytes: number | null): void;
  /** Bytes that have gone there since the last cut was arranged. */
  sent(): number;
}

/** A wire to a port of loopback. */
export async function wireTo(port: number): Promise<Wire> {
  let most: number | null = null;
  let sent = 0;
  const server = createNetServer((near) => {
    const far = connect(port, '127.0.0.1');
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('data', (bytes) => {
      sent += bytes.length;
      if (most !== null && sent > most) cut();
      else far.write(bytes);
    });
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', cut).on('close', cut);
  });
  return {
    ...(await listening(server)),
    cutAfter: (bytes) => {
      most = bytes;
      sent = 0;
    },
    sent: () => sent,
  };
}
