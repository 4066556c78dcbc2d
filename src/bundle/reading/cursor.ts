import { piecesOf, type ByteSource } from './byte-source.ts';
import { damaged } from './damage.ts';

/** Bytes that are read from the beginning on. */
export interface Cursor {
  /** The next bytes, or null where there are none at all. Throws AppError `bundle-damaged` where there are some, but fewer. */
  take(length: number): Promise<Buffer | null>;
  /** The next bytes in pieces. */
  pieces(length: number): AsyncGenerator<Buffer, void, undefined>;
  skip(length: number): Promise<void>;
}

/** A cursor that skips without reading. */
export function sourceCursor(source: ByteSource): Cursor {
  let at = 0;
  const advance = (length: number): number => {
    if (length > source.bytes - at) throw damaged('it is cut short');
    return (at += length);
  };
  return {
    take: async (length) => {
      if (at === source.bytes) return null;
      return source.read(advance(length) - length, length);
    },
    async *pieces(length) {
      const end = advance(length);
      yield* piecesOf(source, end - length, end);
    },
    skip: async (length) => void advance(length),
  };
}

/** A cursor on a stream; closing the stream is its opener's business. */
export function streamCursor(stream: AsyncIterator<Buffer>): Cursor {
  let rest: Buffer = Buffer.alloc(0);
  async function* pieces(length: number): AsyncGenerator<Buffer, void, undefined> {
    while (length > 0) {
      if (rest.length === 0) {
        const next = await stream.next();
        if (next.done === true) throw damaged('it is cut short');
        rest = next.value;
        continue;
      }
      const piece = rest.subarray(0, length);
      rest = rest.subarray(piece.length);
      length -= piece.length;
      yield piece;
    }
  }
  const isAtEnd = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const next = await stream.next();
      if (next.done === true) return true;
      rest = next.value;
    }
    return false;
  };
  return {
    pieces,
    take: async (length) => {
      if (await isAtEnd()) return null;
      const parts: Buffer[] = [];
      for await (const piece of pieces(length)) parts.push(piece);
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    },
    skip: async (length) => {
      for await (const _piece of pieces(length));
    },
  };
}
