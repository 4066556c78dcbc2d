/**
 * An image in, what is on it out: both trees, as ISO 9660 and Joliet have them, and where every file lies. An image may be
 * damaged or hostile: nothing is believed that does not lie inside of it, and nothing is read twice.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { AppError, ExitCode } from '../../base/errors.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import type { Extent } from './directories.ts';

export interface ReadFile {
  /** From the root, with `/`, without a version. */
  readonly path: string;
  readonly bytes: number;
  readonly extents: readonly Extent[];
}

export interface ReadImage {
  readonly volumeId: string;
  /** As the image says; the file is at least as long. */
  readonly sectors: number;
  readonly iso: readonly ReadFile[];
  /** Null where there is no Joliet tree. */
  readonly joliet: readonly ReadFile[] | null;
}

const FIRST_DESCRIPTOR = 16;
const MOST_DESCRIPTORS = 64;
const MOST_FOLDERS = 0xffff;
const MOST_FOLDER_BYTES = 1 << 24;
const MOST_FILES = 1_000_000;

/** Reads the trees of an image. Throws AppError `image-damaged` with the reason, and the system's errors. */
export async function readImage(path: string): Promise<ReadImage> {
  const file = await open(path, 'r');
  try {
    const end = Math.floor((await file.stat()).size / SECTOR_BYTES);
    const { primary, joliet } = await readDescriptors(file, end, path);
    const sectors = primary.readUInt32LE(80);
    if (sectors > end) throw damaged(path, `it has ${end} sectors of ${sectors}: it was cut off`);
    if (primary.readUInt32BE(84) !== sectors || primary.readUInt16LE(128) !== SECTOR_BYTES)
      throw damaged(path, 'its first descriptor contradicts itself');
    return {
      volumeId: primary.toString('latin1', 40, 72).trimEnd(),
      sectors,
      iso: await readTree(file, primary, sectors, path, (id) => id.toString('latin1')),
      joliet: joliet && (await readTree(file, joliet, sectors, path, ucs2)),
    };
  } finally {
    await file.close();
  }
}

/** A name in UCS-2, high bytes first; half a character at its end is left out. */
function ucs2(id: Buffer): string {
  return Buffer.from(id.subarray(0, id.length & ~1))
    .swap16()
    .toString('utf16le');
}

async function readDescriptors(
  file: FileHandle,
  end: number,
  path: string,
): Promise<{ readonly primary: Buffer; readonly joliet: Buffer | null }> {
  let primary: Buffer | null = null;
  let joliet: Buffer | null = null;
  for (let sector = FIRST_DESCRIPTOR; sector < Math.min(end, FIRST_DESCRIPTOR + MOST_DESCRIPTORS); sector++) {
    const descriptor = await readBytes(file, { sector, bytes: SECTOR_BYTES }, end, path);
    if (descriptor.toString('latin1', 1, 6) !== 'CD001') break;
    if (descriptor[0] === 255) break;
    if (descriptor[0] === 1) primary ??= descriptor;
    if (descriptor[0] === 2 && /^%\/[@CE]/.test(descriptor.toString('latin1', 88, 91))) joliet ??= descriptor;
  }
  if (primary === null) throw damaged(path, 'it is no ISO 9660 image');
  return { primary, joliet };
}

async function readTree(
  file: FileHandle,
  descriptor: Buffer,
  end: number,
  path: string,
  nameOf: (id: Buffer) => string,
): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  const seen = new Set<number>();
  const waiting = [{ path: '', extent: extentOf(descriptor.subarray(156)) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = next;
    if (seen.has(folder.extent.sector)) throw damaged(path, `the folder "${folder.path}" is inside of itself`);
    if (seen.add(folder.extent.sector).size > MOST_FOLDERS || folder.extent.bytes > MOST_FOLDER_BYTES)
      throw damaged(path, 'its folders have no end');
    const bytes = await readBytes(file, folder.extent, end, path);
    let extents: Extent[] = [];
    for (const record of recordsOf(bytes, path)) {
      const id = record.subarray(33, 33 + record[32]!);
      if (id.length === 1 && id[0]! < 2) continue;
      const child =
        folder.path +
        nameOf(id)
          .replace(/;\d+$/, '')
          .replace(/(?<=.)\.$/, '');
      const extent = extentOf(record);
      if (extent.sector !== record.readUInt32BE(6) || extent.bytes !== record.readUInt32BE(14))
        throw damaged(path, `the record of ${child} contradicts itself`);
      if (extent.sector + Math.ceil(extent.bytes / SECTOR_BYTES) > end)
        throw damaged(path, `${child} lies beyond the end of the image`);
      if (record[25]! & 2) waiting.push({ path: `${child}/`, extent });
      else {
        extents.push(extent);
        if (record[25]! & 0x80) continue;
        files.push({ path: child, bytes: extents.reduce((sum, one) => sum + one.bytes, 0), extents });
        extents = [];
        if (files.length > MOST_FILES) throw damaged(path, 'its files have no end');
      }
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function* recordsOf(folder: Buffer, path: string): Generator<Buffer, void, undefined> {
  for (let at = 0; at < folder.length;) {
    const length = folder[at]!;
    if (length === 0) {
      at += SECTOR_BYTES - (at % SECTOR_BYTES);
      continue;
    }
    const record = folder.subarray(at, at + length);
    if (record.length < length || length < 34 || 33 + record[32]! > length)
      throw damaged(path, 'a record in it is cut off');
    yield record;
    at += length;
  }
}

function extentOf(record: Buffer): Extent {
  return { sector: record.readUInt32LE(2), bytes: record.readUInt32LE(10) };
}

/** The bytes of an extent that lies inside of the image. */
async function readBytes(file: FileHandle, { sector, bytes }: Extent, end: number, path: string): Promise<Buffer> {
  if (sector + Math.ceil(bytes / SECTOR_BYTES) > end) throw damaged(path, 'a folder lies beyond its end');
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, sector * SECTOR_BYTES);
  if (bytesRead < bytes) throw damaged(path, 'it was cut off');
  return buffer;
}

function damaged(path: string, reason: string): AppError {
  return new AppError('image-damaged', `can't read the image ${path}: ${reason}`, {
    hint: 'make it again, or copy it again from where it came',
    exitCode: ExitCode.damaged,
  });
}
