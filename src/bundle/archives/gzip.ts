import { deflateInBlocks, summed } from './deflate.ts';
import { inOrder } from './in-order.ts';

/** RFC 1952: deflate, no name, no time, system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Compresses a stream into one gzip member (RFC 1952), on several threads; the same for any number of them. */
export async function* gzip(
  source: AsyncIterable<Uint8Array>,
  level: number,
  threads?: number,
): AsyncGenerator<Buffer, void, undefined> {
  yield HEADER;
  const sum = { crc: 0, bytes: 0 };
  yield* inOrder(deflateInBlocks(summed(source, sum), level), threads);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum.crc, 0);
  trailer.writeUInt32LE(sum.bytes % 2 ** 32, 4);
  yield trailer;
}
