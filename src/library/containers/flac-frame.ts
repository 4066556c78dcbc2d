/** What STREAMINFO tells of all frames. */
export interface FlacStream {
  readonly minBlockSamples: number;
  readonly maxBlockSamples: number;
  /** 0 where unknown. */
  readonly maxFrameBytes: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: number;
  /** 0 where unknown. */
  readonly totalSamples: number;
}

interface FrameHeader {
  readonly bytes: number;
  readonly startSample: number;
  readonly samples: number;
}

/**
 * Finds the last whole frame in the tail of a FLAC file (RFC 9639, 9.1) and returns the sample after it, or null where
 * the tail holds no whole frame. A frame is whole where its checksum comes out before the next frame or the end.
 */
export function findLastFrame(tail: Buffer, stream: FlacStream): number | null {
  let tries = 0;
  for (let i = tail.lastIndexOf(0xff); i >= 0 && tries < MAX_TRIES; i = i === 0 ? -1 : tail.lastIndexOf(0xff, i - 1)) {
    const header = parseHeader(tail, i, stream);
    if (header === null) continue;
    if (isWhole(tail.subarray(i), header.bytes)) return header.startSample + header.samples;
    tries++;
  }
  return null;
}

/** Keeps a file that was made to look like nothing but headers from taking for ever. */
const MAX_TRIES = 64;

function parseHeader(tail: Buffer, at: number, stream: FlacStream): FrameHeader | null {
  if (at + 6 > tail.length || (tail[at + 1]! & 0xfe) !== 0xf8 || (tail[at + 3]! & 1) !== 0) return null;
  const variableBlocks = (tail[at + 1]! & 1) === 1;
  const sizeCode = tail[at + 2]! >> 4;
  const rateCode = tail[at + 2]! & 15;
  const channelCode = tail[at + 3]! >> 4;
  if (
    sizeCode === 0 ||
    rateCode === 15 ||
    (channelCode < 8 ? channelCode + 1 : 2) !== stream.channels ||
    channelCode > 10
  )
    return null;
  const number = parseCodedNumber(tail, at + 4);
  if (number === null) return null;
  let next = at + 4 + number.bytes;
  const extraSize = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const extraRate = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  if (next + extraSize + extraRate + 1 > tail.length) return null;
  const samples =
    extraSize > 0
      ? tail.readUIntBE(next, extraSize) + 1
      : sizeCode === 1
        ? 192
        : sizeCode < 6
          ? 144 << sizeCode
          : 1 << sizeCode;
  next += extraSize + extraRate;
  if (samples > stream.maxBlockSamples || crc8(tail.subarray(at, next)) !== tail[next]) return null;
  const startSample = variableBlocks ? number.value : number.value * stream.minBlockSamples;
  if (stream.totalSamples > 0 && startSample + samples > stream.totalSamples) return null;
  return { bytes: next + 1 - at, startSample, samples };
}

/** A number in the way of UTF-8, of up to 36 bits. */
function parseCodedNumber(bytes: Buffer, at: number): { value: number; bytes: number } | null {
  const first = bytes[at]!;
  if (first < 0x80) return { value: first, bytes: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7 || at + length > bytes.length) return null;
  let value = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    if ((bytes[at + i]! & 0xc0) !== 0x80) return null;
    value = value * 64 + (bytes[at + i]! & 0x3f);
  }
  return { value, bytes: length };
}

/** A checksum that takes in its own bytes comes out as 0. Zeros that some programs append go on giving 0. */
function isWhole(frame: Buffer, headerBytes: number): boolean {
  let crc = 0;
  for (let i = 0; i < frame.length; i++) {
    crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >> 8) ^ frame[i]!]!;
    if (crc === 0 && i > headerBytes) return true;
  }
  return false;
}

function crc8(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) crc = CRC8[crc ^ byte]!;
  return crc;
}

const CRC8 = table(8, 0x07);
const CRC16 = table(16, 0x8005);

function table(bits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  const mask = 2 * top - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (bits - 8);
    for (let i = 0; i < 8; i++) crc = (crc & top ? (crc << 1) ^ polynomial : crc << 1) & mask;
    return crc;
  });
}
