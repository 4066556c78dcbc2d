import type { AudioFile } from '../audio-file.ts';
import { FileDefect } from '../file-defect.ts';
import { beforeTrailingTags } from '../tag-bounds.ts';
import type { AudioFacts, Container, Measured } from './container.ts';

/** Musepack, stream versions 7 and 8. Nothing in version 7 tells whether the file is whole. */
export const musepack: Container = {
  extensions: ['.mpc'],
  mimeType: 'audio/musepack',
  recognises: (bytes) => {
    const signature = bytes.toString('latin1', 0, 4);
    return signature === 'MPCK' || (signature.startsWith('MP+') && (bytes[3]! & 15) === 7);
  },
  measure,
};

const SAMPLE_RATES = [44_100, 48_000, 37_800, 32_000];
const FRAME_SAMPLES = 1152;
const HEADER_BYTES = 64;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const bytes = await file.read(start, HEADER_BYTES);
  const stream = bytes[3] === 0x4b ? parseVersion8(bytes) : parseVersion7(bytes);
  const mark = { spans: [{ start, end: await beforeTrailingTags(file, start) }] };
  return { codec: 'musepack', bitDepth: null, ...stream, mark };
}

type Stream = Pick<AudioFacts, 'sampleRate' | 'channels' | 'lengthSamples'>;

function parseVersion7(bytes: Buffer): Stream {
  const frames = bytes.readUInt32LE(4);
  return { sampleRate: SAMPLE_RATES[bytes[10]! & 3]!, channels: 2, lengthSamples: frames * FRAME_SAMPLES };
}

/** The first packet is the header of the stream: its key, its size, a checksum, the version, and two numbers of samples. */
function parseVersion8(bytes: Buffer): Stream {
  if (bytes.toString('latin1', 4, 6) !== 'SH') throw new FileDefect('file-unreadable', 'its header is missing');
  const size = readNumber(bytes, 6);
  const samples = readNumber(bytes, size.next + 5);
  const silence = readNumber(bytes, samples.next);
  const word = bytes.readUInt16BE(silence.next);
  return {
    sampleRate: SAMPLE_RATES[word >>> 13] ?? 0,
    channels: ((word >>> 4) & 15) + 1,
    lengthSamples: samples.value - silence.value,
  };
}

/** A number of 7 bits a byte, of which each but the last has its first bit set. */
function readNumber(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let next = at; next < at + 8; next++) {
    const byte = bytes.readUInt8(next);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: next + 1 };
  }
  throw new FileDefect('file-unreadable', 'its headers are broken');
}
