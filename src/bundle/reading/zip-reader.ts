import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRaw } from 'node:zlib';
import { systemErrorCode } from '../../base/errors.ts';
import { through } from '../through.ts';
import { buffered, piecesOf, type ByteSource } from './byte-source.ts';
import { damaged, fileDamaged, refused } from './damage.ts';
import type { StoredFile } from './opened-archive.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL_BYTES = 30;
const LOCAL = 0x04034b50;
/** Shorter ones are inflated at once, which costs less than a stream for each. */
const SHORT_BYTES = 1 << 19;

const inflate = promisify(inflateRaw);

/** The files of a ZIP in the order in which they lie in it; none may lie in another. */
export async function* readZip(file: ByteSource): AsyncGenerator<StoredFile, void, undefined> {
  const { entries, offset } = await readZipDirectory(file);
  const source = buffered(file);
  let free = 0;
  for (const entry of entries()) {
    if (entry.offset < free) throw refused('files in it lie in each other', 'do not trust it');
    const start = await dataStart(source, entry);
    free = start + entry.compressedBytes;
    if (free > offset) throw damaged(`${JSON.stringify(entry.name)} is cut short`);
    yield { name: entry.name, bytes: entry.bytes, content: () => contentOf(source, entry, start) };
  }
}

/** Where the data begins, behind a local header that must tell the same as the directory. */
async function dataStart(source: ByteSource, { name, rawName, offset, method }: ZipEntry): Promise<number> {
  const header = await source.read(offset, LOCAL_BYTES);
  const broken = damaged(`the header of ${JSON.stringify(name)} is broken`);
  if (header.readUInt32LE(0) !== LOCAL || header.readUInt16LE(8) !== (method === 'stored' ? 0 : 8)) throw broken;
  const nameBytes = header.readUInt16LE(26);
  if (nameBytes !== rawName.length) throw broken;
  if (!(await source.read(offset + LOCAL_BYTES, nameBytes)).equals(rawName)) throw broken;
  return offset + LOCAL_BYTES + nameBytes + header.readUInt16LE(28);
}

async function* contentOf(source: ByteSource, entry: ZipEntry, start: number): AsyncGenerator<Buffer, void, undefined> {
  const { crc, bytes } = entry;
  let [sum, done] = [0, 0];
  try {
    for await (const piece of plainPieces(source, entry, start)) {
      done += piece.length;
      if (done > bytes) throw fileDamaged('it is longer than it should be');
      if (piece.length > 0) sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    const isBroken = /^(?:Z_|ERR_BUFFER_TOO_LARGE)/.test(systemErrorCode(error) ?? '');
    throw isBroken ? fileDamaged('its data is broken', error) : error;
  }
  if (done < bytes) throw fileDamaged('it is shorter than it should be');
  if (sum !== crc) throw fileDamaged('its CRC-32 is wrong');
}

async function* plainPieces(
  source: ByteSource,
  { method, bytes, compressedBytes }: ZipEntry,
  start: number,
): AsyncGenerator<Buffer, void, undefined> {
  if (method === 'deflated' && Math.max(bytes, compressedBytes) <= SHORT_BYTES) {
    const packed = await source.read(start, compressedBytes);
    yield await inflate(packed, { maxOutputLength: bytes + 1, chunkSize: Math.max(64, bytes + 1) });
    return;
  }
  const packed = piecesOf(source, start, start + compressedBytes);
  yield* method === 'stored' ? packed : through(packed, createInflateRaw());
}
