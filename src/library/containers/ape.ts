import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import { beforeTrailingTags } from '../tag-bounds.ts';
import type { Container, Measured } from './container.ts';

/** Monkey's Audio, as all versions since 3.98 (2004) write it. */
export const ape: Container = {
  extensions: ['.ape'],
  mimeType: 'audio/ape',
  recognises: (bytes) => bytes.toString('latin1', 0, 4) === 'MAC ',
  measure,
};

const DESCRIPTOR_BYTES = 52;
const HEADER_BYTES = 24;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const bytes = await readExactly(file, start, DESCRIPTOR_BYTES + HEADER_BYTES);
  const descriptorBytes = bytes.readUInt32LE(8);
  if (descriptorBytes < DESCRIPTOR_BYTES) throw new FileDefect('file-unreadable', 'it is of a version before 3.98');
  const header = await readExactly(file, start + descriptorBytes, HEADER_BYTES);
  const [blocksPerFrame, lastBlocks, frames] = [4, 8, 12].map((at) => header.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  const [bitDepth, channels, sampleRate] = [header.readUInt16LE(16), header.readUInt16LE(18), header.readUInt32LE(20)];
  const lengthSamples = frames === 0 ? 0 : (frames - 1) * blocksPerFrame + lastBlocks;
  // Descriptor, header, table of places, header of the WAV that it was, and frames, of which the size has 64 bits.
  const before = [8, 12, 16, 20].reduce((sum, at) => sum + bytes.readUInt32LE(at), 0);
  const frameBytes = bytes.readUInt32LE(24) + bytes.readUInt32LE(28) * 2 ** 32;
  const heldBytes = file.size - start - before;
  if (heldBytes < frameBytes && sampleRate > 0)
    throw cutOff(Math.max(0, Math.floor((lengthSamples * heldBytes) / frameBytes)), lengthSamples, sampleRate);
  const mark = { spans: [{ start, end: await beforeTrailingTags(file, start) }] };
  return { codec: 'ape', sampleRate, channels, bitDepth, lengthSamples, mark };
}
