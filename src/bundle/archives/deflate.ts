import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import type { Work } from './in-order.ts';

export const BLOCK_BYTES = 1 << 19;
/** So much comes out before the thread asks for more room: fewer turns than by default. */
const TURN_BYTES = 1 << 16;
/** More room than by default to look things up in takes a fifth less time. */
const MEM_LEVEL = 9;
/** How far back deflate can point. */
const WINDOW_BYTES = 1 << 15;

/** All of some bytes as a deflate stream (RFC 1951), made on another thread. */
export const deflate = promisify(deflateRaw);

/**
 * Compresses a stream in blocks that can be made side by side. Each ends on a byte and may point into the one before it,
 * so that the blocks in a row are one deflate stream, whatever the pieces of the source.
 */
export async function* deflateInBlocks(
  source: AsyncIterable<Uint8Array>,
  level: number,
): AsyncGenerator<Work<Buffer>, void, undefined> {
  let before: Uint8Array = Buffer.alloc(0);
  for await (const block of inBlocks(source)) {
    yield deflateBlock(block, before, level);
    before = block;
  }
  yield () => deflate(Buffer.alloc(0), { level });
}

// A function of its own: made in the loop, it would keep the blocks before until all garbage is collected.
function deflateBlock(block: Uint8Array, before: Uint8Array, level: number): Work<Buffer> {
  const dictionary = before.length === 0 ? {} : { dictionary: before.subarray(-WINDOW_BYTES) };
  const options = { level, memLevel: MEM_LEVEL, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: TURN_BYTES };
  return () => deflate(block, { ...options, ...dictionary });
}

/** The same bytes in blocks of one size, but for the last: what is made of them does not hang on the pieces of the source. */
export async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let pending: Uint8Array[] = [];
  let missing = BLOCK_BYTES;
  for await (let chunk of source) {
    while (chunk.length >= missing) {
      yield joined([...pending, chunk.subarray(0, missing)]);
      chunk = chunk.subarray(missing);
      [pending, missing] = [[], BLOCK_BYTES];
    }
    pending.push(chunk);
    missing -= chunk.length;
  }
  if (missing < BLOCK_BYTES) yield joined(pending);
}

/** One is not worth a copy. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

/** What ZIP and gzip tell of the bytes that they hold. */
export interface Sum {
  /** CRC-32 of ISO 3309. */
  crc: number;
  bytes: number;
}

/** The same bytes, which `sum` counts as they go by. */
export async function* summed<T extends Uint8Array>(
  source: AsyncIterable<T>,
  sum: Sum,
): AsyncGenerator<T, void, undefined> {
  for await (const chunk of source) {
    sum.crc = crc32(chunk, sum.crc);
    sum.bytes += chunk.length;
    yield chunk;
  }
}
