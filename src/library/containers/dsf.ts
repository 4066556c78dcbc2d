import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff } from '../file-defect.ts';
import type { Container, Measured } from './container.ts';

/** DSD in Sony's stream file, counted as decoders give it: a sample for 8 bits of the stream. */
export const dsf: Container = {
  extensions: ['.dsf'],
  mimeType: 'audio/dsf',
  recognises: (bytes) => bytes.toString('latin1', 0, 4) === 'DSD ' && bytes.readUInt32LE(4) === 28,
  measure,
};

const HEADERS_BYTES = 92;
const CHUNK_HEADER_BYTES = 12;
const BITS_A_SAMPLE = 8;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const bytes = await readExactly(file, start, HEADERS_BYTES);
  const channels = bytes.readUInt32LE(52);
  const sampleRate = Math.floor(bytes.readUInt32LE(56) / BITS_A_SAMPLE);
  const dataBytes = Number(bytes.readBigUInt64LE(84)) - CHUNK_HEADER_BYTES;
  const heldBytes = file.size - start - HEADERS_BYTES;
  const samplesIn = (count: number): number => Math.floor(count / Math.max(1, channels));
  if (heldBytes < dataBytes && sampleRate > 0) throw cutOff(samplesIn(heldBytes), samplesIn(dataBytes), sampleRate);
  const audioAt = start + HEADERS_BYTES;
  const mark = { spans: [{ start: audioAt, end: audioAt + dataBytes }] };
  return { codec: 'dsd', sampleRate, channels, bitDepth: 1, lengthSamples: samplesIn(dataBytes), mark };
}
