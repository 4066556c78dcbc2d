import { open } from 'node:fs/promises';
import { damaged } from './damage.ts';

/** Bytes that can be read anywhere. */
export interface ByteSource {
  readonly bytes: number;
  /** Exactly so many bytes; throws AppError `bundle-damaged` where there are fewer. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 1 << 18;
const PAGE_BYTES = 1 << 16;

/** The bytes of a file, which stays open until it is closed. */
export async function openFile(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    bytes: size,
    read: async (position, length) => {
      if (position < 0 || length > size - position) throw damaged('it is cut short');
      const bytes = Buffer.allocUnsafe(length);
      for (let done = 0; done < length;) {
        const { bytesRead } = await file.read(bytes, done, length - done, position + done);
        if (bytesRead === 0) throw damaged('it became shorter while it was read');
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}

/** The same bytes, where short reads of what lies near the one before cost nothing. */
export function buffered(source: ByteSource): ByteSource {
  let page: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };
  return {
    ...source,
    read: async (position, length) => {
      if (length >= PAGE_BYTES) return source.read(position, length);
      let { from, bytes } = page;
      if (position < from || position + length > from + bytes.length) {
        from = position;
        bytes = await source.read(position, Math.min(PAGE_BYTES, Math.max(length, source.bytes - position)));
        page = { from, bytes };
      }
      return bytes.subarray(position - from, position - from + length);
    },
  };
}

/** A part of the bytes in pieces; the next is on its way while one is looked at. */
export async function* piecesOf(source: ByteSource, from: number, to: number): AsyncGenerator<Buffer, void, undefined> {
  const ask = (position: number): Promise<Buffer> | null => {
    if (position >= to) return null;
    const asked = source.read(position, Math.min(CHUNK_BYTES, to - position));
    // It is awaited in its turn; until then its failure is not unhandled.
    asked.catch(() => undefined);
    return asked;
  };
  let position = from;
  for (let next = ask(position); next !== null;) {
    const piece = await next;
    position += piece.length;
    next = ask(position);
    yield piece;
  }
}
