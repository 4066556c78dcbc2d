import type { ByteSource } from './byte-source.ts';
import { damaged, refused } from './damage.ts';

/** What the central directory of a ZIP (APPNOTE 6.3) says of an entry. */
export interface ZipEntry {
  readonly name: string;
  readonly rawName: Buffer;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Where its local header stands. */
  readonly offset: number;
}

const [END_BYTES, LOCATOR_BYTES, END64_BYTES, ENTRY_BYTES] = [22, 20, 56, 46];
const [END, LOCATOR, END64, ENTRY] = [0x06054b50, 0x07064b50, 0x06064b50, 0x02014b50];
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const MOST_COMMENT_BYTES = 0xffff;
/** Of an entry that one can believe in. */
const MOST_DIRECTORY_BYTES = 1 << 28;

export interface ZipDirectory {
  /** In the order in which they lie in the file; folders are left out. Each is made when it is asked for. */
  readonly entries: () => Generator<ZipEntry, void, undefined>;
  /** Where it begins: all entries lie before it. */
  readonly offset: number;
}

/** Reads the central directory. Throws AppError `bundle-damaged`, or `bundle-refused` for what bundles have not. */
export async function readZipDirectory(source: ByteSource): Promise<ZipDirectory> {
  const { offset, bytes, count } = await readEnd(source);
  if (bytes > MOST_DIRECTORY_BYTES || count * ENTRY_BYTES > bytes) throw damaged('its directory makes no sense');
  const directory = await source.read(offset, bytes);
  const places: { readonly at: number; readonly offset: number }[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    const record = recordAt(directory, at);
    const entry = readEntry(record);
    if (entry !== null) places.push({ at, offset: entry.offset });
    at += record.length;
  }
  if (at !== bytes) throw damaged('its directory is broken');
  places.sort((a, b) => a.offset - b.offset);
  function* entries(): ReturnType<ZipDirectory['entries']> {
    for (const place of places) yield readEntry(recordAt(directory, place.at))!;
  }
  return { entries, offset };
}

function recordAt(directory: Buffer, at: number): Buffer {
  if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY)
    throw damaged('its directory is broken');
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
    number,
    number,
    number,
  ];
  const end = at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
  if (end > directory.length) throw damaged('its directory is broken');
  return directory.subarray(at, end);
}

async function readEnd(source: ByteSource): Promise<{ offset: number; bytes: number; count: number }> {
  const length = Math.min(source.bytes, END_BYTES + MOST_COMMENT_BYTES);
  const tail = await source.read(source.bytes - length, length);
  let at = length - END_BYTES;
  while (at >= 0 && !(tail.readUInt32LE(at) === END && tail.readUInt16LE(at + 20) === length - at - END_BYTES)) at--;
  if (at < 0) throw damaged('it is cut short: its directory is missing');
  const found = {
    offset: tail.readUInt32LE(at + 16),
    bytes: tail.readUInt32LE(at + 12),
    count: tail.readUInt16LE(at + 10),
  };
  const disks = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
  if (disks.some((disk) => disk !== 0 && disk !== 0xffff))
    throw refused('it is one of several parts', 'join them first');
  const endOffset = source.bytes - length + at;
  const end = (await readEnd64(source, endOffset)) ?? { ...found, at: endOffset };
  if (end.offset + end.bytes !== end.at) throw damaged('its directory is not where it should be');
  return end;
}

async function readEnd64(
  source: ByteSource,
  endOffset: number,
): Promise<{ offset: number; bytes: number; count: number; at: number } | null> {
  if (endOffset < LOCATOR_BYTES) return null;
  const locator = await source.read(endOffset - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator.readUInt32LE(0) !== LOCATOR) return null;
  const at = safe(locator, 8);
  if (at + END64_BYTES > endOffset) throw damaged('its directory is not where it should be');
  const end = await source.read(at, END64_BYTES);
  if (end.readUInt32LE(0) !== END64) throw damaged('its directory is broken');
  return { count: safe(end, 32), bytes: safe(end, 40), offset: safe(end, 48), at };
}

/** Null for a folder. */
function readEntry(record: Buffer): ZipEntry | null {
  const [nameBytes, extraBytes] = [record.readUInt16LE(28), record.readUInt16LE(30)];
  const flags = record.readUInt16LE(8);
  const rawName = record.subarray(ENTRY_BYTES, ENTRY_BYTES + nameBytes);
  const name = nameOf(rawName);
  if ((flags & 0x41) !== 0) throw refused(`${JSON.stringify(name)} is encrypted by ZIP`, 'unpack it with 7z');
  const isUnix = record[5] === 3;
  const fileType = isUnix ? (record.readUInt32LE(38) >>> 28) & 0xf : 0;
  if (fileType !== 0 && fileType !== 8 && fileType !== 4) {
    throw refused(`${JSON.stringify(name)} is a link or a device`, 'bundles have none: do not trust it');
  }
  const method = record.readUInt16LE(10);
  if (method !== 0 && method !== 8)
    throw refused(`${JSON.stringify(name)} is packed by method ${method}`, 'unpack it with 7z');
  const sizes = readSizes(record, record.subarray(ENTRY_BYTES + nameBytes, ENTRY_BYTES + nameBytes + extraBytes));
  if (name.endsWith('/') && sizes.bytes === 0) return null;
  return { name, rawName, method: method === 0 ? 'stored' : 'deflated', crc: record.readUInt32LE(16), ...sizes };
}

function nameOf(raw: Buffer): string {
  try {
    return UTF8.decode(raw);
  } catch {
    throw refused('a name in it is not in UTF-8', 'unpack it with 7z');
  }
}

/** The three numbers, from the ZIP64 field where those of 32 bits are full. */
function readSizes(record: Buffer, extra: Buffer): Pick<ZipEntry, 'bytes' | 'compressedBytes' | 'offset'> {
  let wide: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) wide = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  const take = (field: number): number => {
    const narrow = record.readUInt32LE(field);
    if (narrow !== 0xffffffff) return narrow;
    if (wide.length < 8) throw damaged('its directory is broken');
    const value = safe(wide, 0);
    wide = wide.subarray(8);
    return value;
  };
  const bytes = take(24);
  return { bytes, compressedBytes: take(20), offset: take(42) };
}

function safe(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('its directory is broken');
  return Number(value);
}
