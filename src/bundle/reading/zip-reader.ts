import { crc32, createInflateRaw } from 'node:zlib';
import { systemErrorCode } from '../../base/errors.ts';
import { through } from '../through.ts';
import { piecesOf, type ByteSource } from './byte-source.ts';
import { damaged, fileDamaged, refused } from './damage.ts';
import type { StoredFile } from './opened-archive.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL_BYTES = 30;
const LOCAL = 0x04034b50;

/** The files of a ZIP in the order in which they lie in it; none may lie in another. */
export async function* readZip(source: ByteSource): AsyncGenerator<StoredFile, void, undefined> {
  const { entries, offset } = await readZipDirectory(source);
  let free = 0;
  for (const entry of entries) {
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

async function* contentOf(
  source: ByteSource,
  { method, crc, bytes, compressedBytes }: ZipEntry,
  start: number,
): AsyncGenerator<Buffer, void, undefined> {
  const packed = piecesOf(source, start, start + compressedBytes);
  let [sum, done] = [0, 0];
  try {
    for await (const piece of method === 'stored' ? packed : through(packed, createInflateRaw())) {
      done += piece.length;
      if (done > bytes) throw fileDamaged('it is longer than it should be');
      if (piece.length > 0) sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    throw systemErrorCode(error)?.startsWith('Z_') === true ? fileDamaged('its data is broken', error) : error;
  }
  if (done < bytes) throw fileDamaged('it is shorter than it should be');
  if (sum !== crc) throw fileDamaged('its CRC-32 is wrong');
}
