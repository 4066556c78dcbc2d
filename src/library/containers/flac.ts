import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import { beforeTrailingTags } from '../tag-bounds.ts';
import type { AudioMark, Container, Measured } from './container.ts';
import { findLastFrame, type FlacStream } from './flac-frame.ts';

/** FLAC (RFC 9639). */
export const flac: Container = {
  extensions: ['.flac'],
  mimeType: 'audio/flac',
  recognises: (bytes) => bytes.toString('latin1', 0, 4) === 'fLaC',
  measure,
};

const SIGNATURE_BYTES = 4;
const BLOCK_HEADER_BYTES = 4;
export const STREAMINFO_BYTES = 34;
const MD5_OFFSET = 18;
const MAX_BLOCKS = 1000;
const MIN_TAIL_BYTES = 1 << 16;
const MAX_TAIL_BYTES = 1 << 22;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const block = await readExactly(file, start + SIGNATURE_BYTES, BLOCK_HEADER_BYTES + STREAMINFO_BYTES);
  if ((block[0]! & 0x7f) !== 0) throw new FileDefect('file-unreadable', 'its FLAC header is broken');
  const stream = parseStreamInfo(block.subarray(BLOCK_HEADER_BYTES));
  const endSample = await lastSample(file, start, stream);
  if (endSample < stream.totalSamples) throw cutOff(endSample, stream.totalSamples, stream.sampleRate);
  const { sampleRate, channels, bitDepth } = stream;
  const md5 = block.toString('hex', BLOCK_HEADER_BYTES + MD5_OFFSET);
  const mark = /[^0]/.test(md5) ? { digest: md5 } : await frames(file, start);
  return { codec: 'flac', sampleRate, channels, bitDepth, lengthSamples: endSample, mark };
}

/** What follows the last block of metadata; an encoder that writes into a pipe can't tell the MD5 of the samples. */
async function frames(file: AudioFile, start: number): Promise<AudioMark> {
  let position = start + SIGNATURE_BYTES;
  for (let i = 0, isLast = false; !isLast && i < MAX_BLOCKS; i++) {
    const header = await readExactly(file, position, BLOCK_HEADER_BYTES);
    isLast = (header[0]! & 0x80) !== 0;
    position += BLOCK_HEADER_BYTES + header.readUIntBE(1, 3);
  }
  return { spans: [{ start: position, end: await beforeTrailingTags(file, position) }] };
}

/** Reads the STREAMINFO block (RFC 9639, 8.2); 0 total samples mean that the encoder didn't know them. */
export function parseStreamInfo(block: Buffer): FlacStream {
  const packed = block.readBigUInt64BE(10);
  const stream = {
    minBlockSamples: block.readUInt16BE(0),
    maxBlockSamples: block.readUInt16BE(2),
    maxFrameBytes: block.readUIntBE(7, 3),
    sampleRate: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bitDepth: Number((packed >> 36n) & 31n) + 1,
    totalSamples: Number(packed & 0xf_ffff_ffffn),
  };
  if (stream.sampleRate === 0 || stream.maxBlockSamples < 16)
    throw new FileDefect('file-unreadable', 'its FLAC header is broken');
  return stream;
}

/** The sample after the last whole frame, which only the last frame itself can tell. */
async function lastSample(file: AudioFile, start: number, stream: FlacStream): Promise<number> {
  const end = await beforeTrailingTags(file, start);
  const wanted = Math.min(Math.max(2 * stream.maxFrameBytes, MIN_TAIL_BYTES), MAX_TAIL_BYTES);
  for (const bytes of [wanted, MAX_TAIL_BYTES]) {
    const from = Math.max(start, end - bytes);
    const last = findLastFrame(await file.read(from, end - from), stream);
    if (last !== null) return last;
    if (from === start) break;
  }
  return 0;
}
