import { crc32 } from 'node:zlib';
import type { PackItem } from '../items.ts';
import { emptyPages } from '../pages.ts';
import { BLOCK_BYTES, deflate, deflateInBlocks, summed } from './deflate.ts';
import { inOrder, type Work } from './in-order.ts';
import { descriptor, directoryEnd, directoryEntry, localHeader, type ZipFacts, type ZipMember } from './zip-records.ts';

/** Bytes of the archive, made when it is known where they begin; they are asked for in their order. */
type Piece = (offset: number) => Uint8Array;

/** Takes what the directory has to tell of a file whose local header begins at `offset`. */
type Tell = (member: ZipMember, facts: ZipFacts, offset: number) => void;

/** Deflating may add a little: from here on sizes are told in 64 bits. */
const MOST_NARROW_BYTES = 0xff00_0000;

/**
 * Packs files into a ZIP: those of level 0 are stored, the others deflated, on several threads, with the same bytes for any
 * number of them. Holds a few blocks at a time, and of each file what the directory tells of it. What is known of a file
 * before its data stands there; of a file of more than a block that follows it.
 */
export async function* writeZip(
  items: AsyncIterable<PackItem>,
  levelOf: (item: PackItem) => number,
  threads?: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const directory = emptyPages();
  let [offset, count] = [0, 0];
  const tell: Tell = (...told) => {
    directory.add(directoryEntry(...told));
    count++;
  };
  for await (const piece of inOrder(piecesOf(items, levelOf, tell), threads)) {
    const bytes = piece(offset);
    offset += bytes.length;
    yield bytes;
  }
  yield* directory.take();
  yield directoryEnd(count, directory.bytes, offset);
}

async function* piecesOf(
  items: AsyncIterable<PackItem>,
  levelOf: (item: PackItem) => number,
  tell: Tell,
): AsyncGenerator<Work<Piece>, void, undefined> {
  for await (const item of items) {
    const level = levelOf(item);
    if (item.bytes > BLOCK_BYTES) yield* long(item, level, tell);
    else {
      const chunks: Uint8Array[] = [];
      for await (const chunk of item.content) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      yield short(item.name, bytes, level, tell);
    }
  }
}

/** A file of one block. */
function short(name: string, bytes: Buffer, level: number, tell: Tell): Work<Piece> {
  return async () => {
    const packed = level === 0 ? bytes : await deflate(bytes, { level, chunkSize: Math.max(64, bytes.length) });
    const facts = { crc: crc32(bytes), bytes: bytes.length, packedBytes: packed.length };
    const member = memberOf(name, level, false, facts);
    return (offset) => {
      tell(member, facts, offset);
      return Buffer.concat([localHeader(member), packed]);
    };
  };
}

/** A file of any length. */
async function* long(
  { name, bytes, content }: PackItem,
  level: number,
  tell: Tell,
): AsyncGenerator<Work<Piece>, void, undefined> {
  const member = memberOf(name, level, bytes > MOST_NARROW_BYTES, null);
  const header = localHeader(member);
  const sum = { crc: 0, bytes: 0 };
  const source = summed(content, sum);
  let begin = 0;
  yield async () => (offset) => {
    begin = offset;
    return header;
  };
  for await (const block of level === 0 ? asWorks(source) : deflateInBlocks(source, level)) yield asPiece(block);
  yield async () => (offset) => {
    const facts = { ...sum, packedBytes: offset - begin - header.length };
    tell(member, facts, begin);
    return descriptor(facts, member.isWide);
  };
}

function memberOf(name: string, level: number, isWide: boolean, facts: ZipFacts | null): ZipMember {
  return { name: Buffer.from(name), method: level === 0 ? 'stored' : 'deflated', isWide, facts };
}

function asPiece(work: Work<Uint8Array>): Work<Piece> {
  return async () => {
    const bytes = await work();
    return () => bytes;
  };
}

async function* asWorks<T>(source: AsyncIterable<T>): AsyncGenerator<Work<T>, void, undefined> {
  for await (const value of source) yield async () => value;
}
