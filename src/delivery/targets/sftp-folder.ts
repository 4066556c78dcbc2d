import { ExitCode } from '../../base/errors.ts';
import { DeliveryError, lasting, passing, refused } from '../delivery-error.ts';
import type { FarFolder } from '../send-aside.ts';
import type { SftpConnection } from './sftp-connection.ts';

/** Bytes of one message, which every server takes, and how many are on their way at a time. */
const MESSAGE_BYTES = 32_768;
const AT_A_TIME = 32;

const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const FAILURE = 4;

/** A folder of an SFTP server: absolute, or from the home there. `origin` is what its locations begin with. */
export function sftpFolder(connection: SftpConnection, folder: string, origin: string): FarFolder {
  const at = (name: string): string => `${folder}/${name}`;
  const place = folder.startsWith('/') || folder === '' ? `${origin}${folder}` : `${origin}/~/${folder}`;
  const files = wordedFiles(connection, folder, place);
  const size = files.size;
  return {
    location: (name) => `${place}/${name}`,
    size: (name) => size(at(name)),
    read: async (name, receive, signal) => {
      const bytes = (await size(at(name))) ?? 0;
      const pieceAt = (handle: Buffer, start: number): Promise<Buffer> => {
        signal.throwIfAborted();
        return files.read(handle, start, Math.min(MESSAGE_BYTES, bytes - start));
      };
      await files.use(at(name), 'r', (handle) => inTurn(starts(bytes), (start) => pieceAt(handle, start), receive));
    },
    append: (name, offset, pieces, onWritten) =>
      files.use(at(name), offset === 0 ? 'w' : 'r+', async (handle) => {
        let position = offset;
        for await (const piece of pieces) {
          const from = position;
          const write = (start: number): Promise<void> =>
            files.write(handle, piece.subarray(start, start + MESSAGE_BYTES), from + start);
          await inTurn(starts(piece.length), write, () => undefined);
          position += piece.length;
          onWritten(position);
        }
        await files.flush(handle);
      }),
    place: async (from, to) => {
      try {
        await files.rename(at(from), at(to));
        return true;
      } catch (error) {
        if ((await size(at(to))) !== null) return false;
        throw error;
      }
    },
    remove: (name) => files.remove(at(name)),
  };
}

/** The requests of the protocol that are needed, with words for what goes wrong. */
interface WordedFiles {
  size(path: string): Promise<number | null>;
  use(path: string, flags: 'r' | 'r+' | 'w', work: (handle: Buffer) => Promise<void>): Promise<void>;
  read(handle: Buffer, start: number, length: number): Promise<Buffer>;
  write(handle: Buffer, bytes: Uint8Array, position: number): Promise<void>;
  /** Servers other than OpenSSH may know no flushing. */
  flush(handle: Buffer): Promise<void>;
  /** In version 3 of the protocol it fails where the new name is taken. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

function wordedFiles(connection: SftpConnection, folder: string, place: string): WordedFiles {
  const { files } = connection;
  const ask: SftpConnection['ask'] = async (request) => {
    try {
      return await connection.ask(request);
    } catch (error) {
      throw await farError(error, connection, folder, place);
    }
  };
  const act = (request: (done: (error?: Error | null) => void) => unknown): Promise<void> =>
    ask<void>((done) => request((error) => done(error, undefined)));
  return {
    size: (path) =>
      ask<number | null>((done) =>
        files.stat(path, (error, stats) =>
          codeOf(error) === NO_SUCH_FILE ? done(null, null) : done(error, stats?.size ?? null),
        ),
      ),
    use: async (path, flags, work) => {
      const handle = await ask<Buffer>((done) => files.open(path, flags, done));
      try {
        await work(handle);
      } finally {
        await act((done) => files.close(handle, done)).catch(() => undefined);
      }
    },
    read: async (handle, start, length) => {
      const piece = Buffer.allocUnsafe(length);
      for (let filled = 0; filled < length;) {
        const at = filled;
        const count = await ask<number>((done) => files.read(handle, piece, at, length - at, start + at, done));
        if (count === 0) throw passing('transfer-damaged', `a file in ${place} became shorter while it was read`);
        filled += count;
      }
      return piece;
    },
    write: (handle, { buffer, byteOffset, length }, position) =>
      act((done) => files.write(handle, Buffer.from(buffer, byteOffset, length), 0, length, position, done)),
    flush: (handle) => act((done) => files.ext_openssh_fsync(handle, done)).catch(() => undefined),
    rename: (from, to) => act((done) => files.rename(from, to, done)),
    remove: (path) => act((done) => files.unlink(path, (error) => done(codeOf(error) === NO_SUCH_FILE ? null : error))),
  };
}

function* starts(bytes: number): Generator<number> {
  for (let start = 0; start < bytes; start += MESSAGE_BYTES) yield start;
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
