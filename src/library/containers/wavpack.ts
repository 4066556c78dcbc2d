import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import { beforeTrailingTags } from '../tag-bounds.ts';
import type { Container, Measured } from './container.ts';

/** WavPack, versions 4 and 5. */
export const wavpack: Container = {
  extensions: ['.wv'],
  mimeType: 'audio/wavpack',
  recognises: (bytes) => bytes.toString('latin1', 0, 4) === 'wvpk',
  measure,
};

const HEADER_BYTES = 32;
const SIGNATURE = Buffer.from('wvpk', 'latin1');
/** No block is longer. */
const MAX_BLOCK_BYTES = 1 << 20;
const SAMPLE_RATES = [
  6000, 8000, 9600, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000, 192_000,
];

const IS_MONO = 0x4;
const IS_HYBRID = 0x8;
const IS_DSD = 0x80000000;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const header = await readExactly(file, start, HEADER_BYTES);
  const flags = header.readUInt32LE(24);
  const sampleRate = SAMPLE_RATES[(flags >>> 23) & 15];
  const total = header.readUInt32LE(12) + header[11]! * 2 ** 32;
  if (sampleRate === undefined || (flags & IS_DSD) !== 0 || header.readUInt32LE(12) === 0xffffffff)
    throw new FileDefect('file-unreadable', 'it is a kind of WavPack that mixpress does not know');
  const end = await lastSample(file, start);
  if (end < total) throw cutOff(end, total, sampleRate);
  const bits = ((flags & 3) + 1) * 8 - ((flags >>> 13) & 31);
  return {
    codec: 'wavpack',
    sampleRate,
    channels: (flags & IS_MONO) !== 0 ? 1 : 2,
    bitDepth: (flags & IS_HYBRID) !== 0 ? null : bits,
    lengthSamples: total,
    mark: { spans: [{ start, end: await beforeTrailingTags(file, start) }] },
  };
}

/** Where the last whole block ends, in samples. */
async function lastSample(file: AudioFile, start: number): Promise<number> {
  const from = Math.max(start, file.size - 2 * MAX_BLOCK_BYTES);
  const tail = await file.read(from, file.size - from);
  for (let i = tail.lastIndexOf(SIGNATURE); i >= 0; i = i === 0 ? -1 : tail.lastIndexOf(SIGNATURE, i - 1)) {
    if (i + HEADER_BYTES > tail.length) continue;
    const bytes = tail.readUInt32LE(i + 4) + 8;
    if (bytes < HEADER_BYTES || bytes > MAX_BLOCK_BYTES || i + bytes > tail.length) continue;
    const samples = tail.readUInt32LE(i + 20);
    if (samples > 0) return tail.readUInt32LE(i + 16) + tail[i + 10]! * 2 ** 32 + samples;
  }
  return 0;
}
