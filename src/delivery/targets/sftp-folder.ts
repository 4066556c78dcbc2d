import { ExitCode } from '../../base/errors.ts';
import { DeliveryError, lasting, passing, refused } from '../delivery-error.ts';
import type { FarFolder } from '../send-aside.ts';
import type { Answer, SftpConnection } from './sftp-connection.ts';

/** Bytes of one message, which every server takes, and how many are on their way at a time. */
const MESSAGE_BYTES = 32_768;
const AT_A_TIME = 32;

const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const FAILURE = 4;

/** A folder of an SFTP server. `origin` is what its locations begin with. */
export function sftpFolder(connection: SftpConnection, folder: string, origin: string): FarFolder {
  const { files } = connection;
  const at = (name: string): string => `${folder}/${name}`;
  const location = (name: string): string => `${origin}/${at(name).replace(/^\//, '')}`;
  const ask: SftpConnection['ask'] = async (request) => {
    try {
      return await connection.ask(request);
    } catch (error) {
      throw await farError(error, connection, folder, `${origin}/${folder.replace(/^\//, '')}`);
    }
  };
  const size = async (name: string): Promise<number | null> => {
    const info = await ask<{ size: number } | null>((done) =>
      files.stat(at(name), (error, stats) => (codeOf(error) === NO_SUCH_FILE ? done(null, null) : done(error, stats))),
    );
    return info?.size ?? null;
  };
  const withFile = async <T>(
    name: string,
    flags: 'r' | 'r+' | 'w',
    use: (handle: Buffer) => Promise<T>,
  ): Promise<T> => {
    const handle = await ask<Buffer>((done) => files.open(at(name), flags, done));
    try {
      return await use(handle);
    } finally {
      await ask<void>((done) => files.close(handle, done as Answer<unknown> as () => void)).catch(() => undefined);
    }
  };
  return {
    location,
    size,
    read: async (name, receive, signal) => {
      const bytes = (await size(name)) ?? 0;
      await withFile(name, 'r', (handle) =>
        inTurn(
          pieceStarts(0, bytes),
          async (start) => {
            signal.throwIfAborted();
            return readWhole(handle, start, Math.min(MESSAGE_BYTES, bytes - start));
          },
          receive,
        ),
      );

      async function readWhole(handle: Buffer, start: number, length: number): Promise<Buffer> {
        const piece = Buffer.allocUnsafe(length);
        for (let filled = 0; filled < length;) {
          const read = await ask<number>((done) =>
            files.read(handle, piece, filled, length - filled, start + filled, (error, count) => done(error, count)),
          );
          if (read === 0) throw passing('transfer-damaged', `${location(name)} became shorter while it was read`);
          filled += read;
        }
        return piece;
      }
    },
    append: (name, offset, pieces, onWritten) =>
      withFile(name, offset === 0 ? 'w' : 'r+', async (handle) => {
        let position = offset;
        for await (const piece of pieces) {
          const from = position;
          const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
          await inTurn(
            pieceStarts(0, piece.length),
            (start) => {
              const length = Math.min(MESSAGE_BYTES, piece.length - start);
              return ask<void>((done) =>
                files.write(handle, bytes, start, length, from + start, (error) => done(error)),
              );
            },
            () => undefined,
          );
          position += piece.length;
          onWritten(position);
        }
        await flush(handle);
      }),
    place: async (from, to) => {
      try {
        // Version 3 of the protocol: it fails where the new name is taken.
        await ask<void>((done) => files.rename(at(from), at(to), (error) => done(error)));
        return true;
      } catch (error) {
        if ((await size(to)) !== null) return false;
        throw error;
      }
    },
    remove: (name) =>
      ask<void>((done) => files.unlink(at(name), (error) => done(codeOf(error) === NO_SUCH_FILE ? null : error))),
  };

  /** Servers other than OpenSSH may know no flushing. */
  async function flush(handle: Buffer): Promise<void> {
    await connection
      .ask<void>((done) => files.ext_openssh_fsync(handle, done as (error?: Error) => void))
      .catch(() => undefined);
  }
}

function* pieceStarts(from: number, to: number): Generator<number> {
  for (let start = from; start < to; start += MESSAGE_BYTES) yield start;
}

/** Does `work` on all items, several at a time, and hands the results on in the order of the items. */
async function inTurn<T, R>(
  items: Iterable<T>,
  work: (item: T) => Promise<R>,
  receive: (result: R) => void,
): Promise<void> {
  const waiting: Promise<R>[] = [];
  try {
    for (const item of items) {
      waiting.push(work(item));
      if (waiting.length >= AT_A_TIME) receive(await waiting.shift()!);
    }
    while (waiting.length > 0) receive(await waiting.shift()!);
  } finally {
    // After a failure the others fail too, and nobody asks how.
    for (const rest of waiting) rest.catch(() => undefined);
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null | undefined)?.code;
}

/** What a status of the protocol means; a plain failure may be a full disk. */
async function farError(error: unknown, connection: SftpConnection, folder: string, place: string): Promise<unknown> {
  if (error instanceof DeliveryError) return error;
  const what = `can't deliver to ${place}`;
  switch (codeOf(error)) {
    case NO_SUCH_FILE:
      return lasting('target-unreachable', `${what}: no such folder`, { hint: 'make it, or check the path' });
    case PERMISSION_DENIED:
      return refused(`${what}: permission denied`, 'mend the permissions there', error);
    case FAILURE:
      if (await isFull(connection, folder)) {
        const hint = 'free some space there';
        return passing('target-full', `${what}: no space left on the device`, { hint, cause: error });
      }
      return passing('target-unreachable', `${what}: the server tells no more than that it failed`, { cause: error });
    default:
      return passing('target-unreachable', `${what}: the connection was lost`, {
        ...{ hint: 'it goes on where it was', cause: error, exitCode: ExitCode.failure },
      });
  }
}

async function isFull({ files, ask }: SftpConnection, folder: string): Promise<boolean> {
  const info = await ask<{ f_bavail?: number }>((done) => files.ext_openssh_statvfs(folder, done)).catch(() => null);
  return info?.f_bavail === 0;
}
