import { availableParallelism } from 'node:os';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

const deflate = promisify(deflateRaw);

const BLOCK_BYTES = 1 << 19;
/** How far back deflate can point. */
const WINDOW_BYTES = 1 << 15;
/** RFC 1952: deflate, no name, no time, system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * Compresses a stream into one gzip member (RFC 1952), in blocks on several threads. Each block ends on a byte and may
 * point into the one before it, so that the blocks in a row are one deflate stream, the same for any number of threads.
 */
export async function* gzip(
  source: AsyncIterable<Uint8Array>,
  level: number,
  threads = availableParallelism(),
): AsyncGenerator<Buffer, void, undefined> {
  yield HEADER;
  const underWay: Promise<Buffer>[] = [];
  let window: Buffer = Buffer.alloc(0);
  let [crc, bytes] = [0, 0];
  const start = (block: Buffer, finishFlush: number): void => {
    const dictionary = window.length === 0 ? {} : { dictionary: window };
    const deflated = deflate(block, { level, finishFlush, ...dictionary });
    // It is awaited in its turn; until then its failure is not unhandled.
    deflated.catch(() => undefined);
    underWay.push(deflated);
    window = block.subarray(-WINDOW_BYTES);
  };
  for await (const block of inBlocks(source)) {
    start(block, constants.Z_SYNC_FLUSH);
    crc = crc32(block, crc);
    bytes += block.length;
    if (underWay.length > threads) yield underWay.shift()!;
  }
  start(Buffer.alloc(0), constants.Z_FINISH);
  for (const deflated of underWay) yield deflated;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(bytes % 2 ** 32, 4);
  yield trailer;
}

/** The same bytes in blocks of one size, but for the last. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let pending: Uint8Array[] = [];
  let missing = BLOCK_BYTES;
  for await (let chunk of source) {
    while (chunk.length >= missing) {
      yield Buffer.concat([...pending, chunk.subarray(0, missing)]);
      chunk = chunk.subarray(missing);
      [pending, missing] = [[], BLOCK_BYTES];
    }
    pending.push(chunk);
    missing -= chunk.length;
  }
  if (missing < BLOCK_BYTES) yield Buffer.concat(pending);
}
