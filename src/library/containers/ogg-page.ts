import type { AudioFile } from '../audio-file.ts';

/** A page of an Ogg stream (RFC 3533). */
export interface OggPage {
  readonly position: number;
  /** Of the whole page. It may reach beyond the end of the file. */
  readonly bytes: number;
  readonly headerBytes: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly serial: number;
  /** Samples up to the last packet that ends in this page, as its codec counts them; null where none ends. */
  readonly granule: number | null;
  /** Lengths of the packets, and of the parts of packets that begin before or end after this page. */
  readonly parts: readonly number[];
  /** Whether the last part goes on in the next page. */
  readonly goesOn: boolean;
}

const HEADER_BYTES = 27;
const MAX_SEGMENTS = 255;
export const MAX_PAGE_BYTES = HEADER_BYTES + MAX_SEGMENTS + MAX_SEGMENTS * 255;
export const CAPTURE_PATTERN = Buffer.from('OggS', 'latin1');

/** Reads the header of the page at `position`, or returns null where none begins there. */
export async function readPage(file: AudioFile, position: number): Promise<OggPage | null> {
  return parsePage(await file.read(position, HEADER_BYTES + MAX_SEGMENTS), position);
}

/** Parses the header of a page that lies at `position` in its file. */
export function parsePage(bytes: Buffer, position: number): OggPage | null {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, 4).equals(CAPTURE_PATTERN) || bytes[4] !== 0) return null;
  const headerBytes = HEADER_BYTES + bytes[26]!;
  if (bytes.length < headerBytes) return null;
  const flags = bytes[5]!;
  const granule = bytes.readBigInt64LE(6);
  const { parts, goesOn } = partsOf(bytes.subarray(HEADER_BYTES, headerBytes));
  return {
    position,
    bytes: parts.reduce((sum, length) => sum + length, headerBytes),
    headerBytes,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    serial: bytes.readUInt32LE(14),
    granule: granule === -1n ? null : Number(granule),
    parts,
    goesOn,
  };
}

/** A segment shorter than 255 bytes ends a packet. */
function partsOf(segments: Buffer): Pick<OggPage, 'parts' | 'goesOn'> {
  const parts: number[] = [];
  let length = 0;
  for (const segment of segments) {
    length += segment;
    if (segment === 255) continue;
    parts.push(length);
    length = 0;
  }
  const goesOn = segments.at(-1) === 255;
  return { parts: goesOn ? [...parts, length] : parts, goesOn };
}

/** Where in a page its serial number, its number and its checksum lie. */
const NUMBERS_OFFSET = 14;
const NUMBERS_END = 26;

/**
 * A copy of some bytes of pages, which may begin anywhere, with zeros for what other headers before them change: where a
 * comment takes more pages or fewer, all that follow are renumbered.
 */
export function withoutPageNumbers(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  // The header of a page may have begun before.
  copy.fill(0, 0, NUMBERS_END);
  for (let at = bytes.indexOf(CAPTURE_PATTERN); at >= 0; at = bytes.indexOf(CAPTURE_PATTERN, at + 4)) {
    copy.fill(0, Math.min(at + NUMBERS_OFFSET, copy.length), Math.min(at + NUMBERS_END, copy.length));
  }
  return copy;
}
