/**
 * The records of a ZIP (APPNOTE 6.3.10, sections 4.3 and 4.5.3), with nothing in them of the machine that makes it. All
 * names are in UTF-8; all times are the first that a ZIP can tell.
 */

/** A file in a ZIP, as far as it is known before its data. */
export interface ZipMember {
  readonly name: Buffer;
  readonly method: 'stored' | 'deflated';
  /** Whether its sizes may take more than 32 bits: they are then told in 64. */
  readonly isWide: boolean;
  /** Sum and sizes; null where they follow the data. */
  readonly facts: ZipFacts | null;
}

export interface ZipFacts {
  /** CRC-32 of the bytes. */
  readonly crc: number;
  readonly bytes: number;
  readonly packedBytes: number;
}

const [LOCAL, DESCRIPTOR, ENTRY, END64, LOCATOR, END] = [
  0x04034b50, 0x08074b50, 0x02014b50, 0x06064b50, 0x07064b50, 0x06054b50,
];
/** In the place of a number that stands elsewhere, in 64 bits. */
const [ELSEWHERE, ELSEWHERE_16] = [0xffffffff, 0xffff];
const ZIP64_FIELD = 1;
/** Of the version that must be known to unpack. */
const [DEFLATE_VERSION, ZIP64_VERSION] = [20, 45];
/** Unix, and this version of the format. */
const MADE_BY = (3 << 8) | ZIP64_VERSION;
const [NAMES_ARE_UTF8, FACTS_FOLLOW] = [1 << 11, 1 << 3];
/** 1980-01-01 00:00:00: time, then date. */
const FIRST_MOMENT = 0x0021_0000;
/** A plain file that all may read, as Unix tells it. */
const FILE_MODE = (0o100644 << 16) >>> 0;

/** What stands before the data of a file. */
export function localHeader(member: ZipMember): Buffer {
  const { name, isWide, facts } = member;
  const wide = isWide ? [facts?.bytes ?? 0, facts?.packedBytes ?? 0] : [];
  return record([4, LOCAL], ...common(member, facts, wide), name, ...zip64Field(wide));
}

/** What stands behind the data of a file of which the local header told nothing. */
export function descriptor({ crc, bytes, packedBytes }: ZipFacts, isWide: boolean): Buffer {
  const width = isWide ? 8 : 4;
  return record([4, DESCRIPTOR], [4, crc], [width, packedBytes], [width, bytes]);
}

/** What the directory tells of a file whose local header stands at `offset`. */
export function directoryEntry(member: ZipMember, facts: ZipFacts, offset: number): Buffer {
  const wide = [...(member.isWide ? [facts.bytes, facts.packedBytes] : []), ...(offset < ELSEWHERE ? [] : [offset])];
  return record(
    ...[[4, ENTRY] as const, [2, MADE_BY] as const, ...common(member, facts, wide)],
    // No comment, the first disk, no hint that it is a text.
    ...([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, FILE_MODE],
      [4, Math.min(offset, ELSEWHERE)],
    ] as const),
    ...[member.name, ...zip64Field(wide)],
  );
}

/** What ends a ZIP behind a directory of `count` files and so many bytes, which begins at `offset`. */
export function directoryEnd(count: number, bytes: number, offset: number): Buffer {
  const isLarge = count >= ELSEWHERE_16 || offset + bytes >= ELSEWHERE;
  const [narrowCount, narrow] = [Math.min(count, ELSEWHERE_16), [bytes, offset].map((n) => Math.min(n, ELSEWHERE))];
  const large = record(
    ...([
      [4, END64],
      [8, 44],
      [2, MADE_BY],
      [2, ZIP64_VERSION],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, count],
      [8, count],
      [8, bytes],
      [8, offset],
    ] as const),
    ...([
      [4, LOCATOR],
      [4, 0],
      [8, offset + bytes],
      [4, 1],
    ] as const),
  );
  return record(
    ...(isLarge ? [large] : []),
    ...([
      [4, END],
      [2, 0],
      [2, 0],
      [2, narrowCount],
      [2, narrowCount],
    ] as const),
    ...([
      [4, narrow[0]!],
      [4, narrow[1]!],
      [2, 0],
    ] as const),
  );
}

/** The fields that a local header and an entry of the directory share. */
function common(member: ZipMember, facts: ZipFacts | null, wide: readonly number[]): Field[] {
  const { name, method, isWide } = member;
  return [
    [2, wide.length > 0 ? ZIP64_VERSION : DEFLATE_VERSION],
    [2, NAMES_ARE_UTF8 | (member.facts === null ? FACTS_FOLLOW : 0)],
    [2, method === 'stored' ? 0 : 8],
    [4, FIRST_MOMENT],
    [4, facts?.crc ?? 0],
    [4, isWide ? ELSEWHERE : (facts?.packedBytes ?? 0)],
    [4, isWide ? ELSEWHERE : (facts?.bytes ?? 0)],
    [2, name.length],
    [2, wide.length > 0 ? 4 + 8 * wide.length : 0],
  ];
}

function zip64Field(numbers: readonly number[]): Field[] {
  if (numbers.length === 0) return [];
  return [[2, ZIP64_FIELD], [2, 8 * numbers.length], ...numbers.map((number) => [8, number] as const)];
}

/** A number in so many bytes. */
type Field = readonly [width: 2 | 4 | 8, value: number];

/** Fields and bytes one behind the other, numbers with the lowest byte first. */
function record(...parts: readonly (Field | Buffer)[]): Buffer {
  const bytes = Buffer.allocUnsafe(
    parts.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : part[0]), 0),
  );
  let at = 0;
  for (const part of parts) {
    if (Buffer.isBuffer(part)) at += part.copy(bytes, at);
    else if (part[0] === 8) at = bytes.writeBigUInt64LE(BigInt(part[1]), at);
    else at = bytes.writeUIntLE(part[1], at, part[0]);
  }
  return bytes;
}
