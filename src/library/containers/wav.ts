import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import type { Container, Measured } from './container.ts';
import { chunks, isCutOff } from './iff.ts';

/** RIFF WAVE, and RF64 for more than 4 GB (EBU Tech 3306). */
export const wav: Container = {
  extensions: ['.wav'],
  mimeType: 'audio/wav',
  recognises: (bytes) =>
    ['RIFF', 'RF64'].includes(bytes.toString('latin1', 0, 4)) && bytes.toString('latin1', 8, 12) === 'WAVE',
  measure,
};

interface Format {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitDepth: number | null;
  /** How many samples a channel so many bytes hold. */
  readonly samplesIn: (bytes: number) => number;
  /** Whether `samplesIn` is exact, which it is where each block holds one sample. */
  readonly isPlain: boolean;
}

const RIFF_HEADER_BYTES = 12;
const FORMAT_BYTES = 16;
const SUBFORMAT_OFFSET = 24;
const EXTENSIBLE = 0xfffe;
/** Where a ds64 chunk has the size, or nobody knows it. */
const UNKNOWN_BYTES = 0xffff_ffff;

const PLAIN_CODECS = new Map([
  [1, { codec: 'pcm', isLossless: true }],
  [3, { codec: 'pcm-float', isLossless: true }],
  [6, { codec: 'pcm-alaw', isLossless: false }],
  [7, { codec: 'pcm-mulaw', isLossless: false }],
]);

async function measure(file: AudioFile, start: number): Promise<Measured> {
  let format: Format | null = null;
  let declaredSamples = 0;
  let longDataBytes = 0;
  for await (const { id, position, bytes } of chunks(file, start + RIFF_HEADER_BYTES, 'LE')) {
    if (id === 'fmt ') format = parseFormat(await readExactly(file, position, Math.min(bytes, SUBFORMAT_OFFSET + 2)));
    if (id === 'fact' && bytes >= 4) declaredSamples = (await readExactly(file, position, 4)).readUInt32LE(0);
    if (id === 'ds64' && bytes >= 16)
      longDataBytes = Number((await readExactly(file, position, 16)).readBigUInt64LE(8));
    if (id !== 'data') continue;
    if (format === null) throw new FileDefect('file-unreadable', 'it has no format chunk before its audio');
    const dataBytes = bytes === UNKNOWN_BYTES ? longDataBytes : bytes;
    const lengthSamples = dataSamples(file, format, position, dataBytes);
    const { codec, channels, sampleRate, bitDepth, isPlain } = format;
    return {
      codec,
      channels,
      sampleRate,
      bitDepth,
      lengthSamples: isPlain ? lengthSamples : declaredSamples || lengthSamples,
      mark: { spans: [{ start: position, end: position + (dataBytes || file.size - position) }] },
    };
  }
  throw new FileDefect('file-truncated', 'cut off: it ends before its audio');
}

/** @param bytes 0 where a program that wrote into a pipe couldn't know: the audio then goes on to the end of the file */
function dataSamples(file: AudioFile, { samplesIn, sampleRate }: Format, position: number, bytes: number): number {
  const held = file.size - position;
  const total = bytes === 0 ? held : bytes;
  if (isCutOff(file, position + total)) throw cutOff(samplesIn(held), samplesIn(total), sampleRate);
  return samplesIn(Math.min(held, total));
}

function parseFormat(chunk: Buffer): Format {
  if (chunk.length < FORMAT_BYTES) throw new FileDefect('file-unreadable', 'its format chunk is too short');
  const tag = chunk.readUInt16LE(0);
  const isExtended = tag === EXTENSIBLE && chunk.length >= SUBFORMAT_OFFSET + 2;
  const code = isExtended ? chunk.readUInt16LE(SUBFORMAT_OFFSET) : tag;
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const bytesPerSecond = chunk.readUInt32LE(8) || 1;
  const bits = chunk.readUInt16LE(14);
  const blockBytes = chunk.readUInt16LE(12) || channels * Math.ceil(bits / 8) || 1;
  const plain = PLAIN_CODECS.get(code);
  return {
    codec: plain?.codec ?? `wav-${code}`,
    channels,
    sampleRate,
    bitDepth: plain?.isLossless ? bits : null,
    isPlain: plain !== undefined,
    samplesIn: plain
      ? (bytes) => Math.floor(bytes / blockBytes)
      : (bytes) => Math.round((bytes * sampleRate) / bytesPerSecond),
  };
}
