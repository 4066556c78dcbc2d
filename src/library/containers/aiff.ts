import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import type { Container, Measured } from './container.ts';
import { chunks, isCutOff } from './iff.ts';

/** AIFF and AIFF-C. */
export const aiff: Container = {
  extensions: ['.aif', '.aiff', '.aifc'],
  mimeType: 'audio/aiff',
  recognises: (bytes) =>
    bytes.toString('latin1', 0, 4) === 'FORM' && ['AIFF', 'AIFC'].includes(bytes.toString('latin1', 8, 12)),
  measure,
};

interface Common {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitDepth: number | null;
  /** Of the audio data, a block being one sample of all channels unless the codec packs more into it. */
  readonly blockBytes: number;
  readonly blockSamples: number;
  readonly declaredSamples: number;
}

const FORM_HEADER_BYTES = 12;
const COMMON_BYTES = 18;
/** Offset and block size, before the samples of an SSND chunk. */
const SOUND_HEADER_BYTES = 8;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  const isPacked = (await readExactly(file, start, FORM_HEADER_BYTES)).toString('latin1', 8) === 'AIFC';
  let common: Common | null = null;
  let sound: { readonly position: number; readonly bytes: number } | null = null;
  for await (const { id, position, bytes } of chunks(file, start + FORM_HEADER_BYTES, 'BE')) {
    if (id === 'COMM')
      common = parseCommon(await readExactly(file, position, Math.min(bytes, COMMON_BYTES + 4)), isPacked);
    if (id === 'SSND') sound = { position: position + SOUND_HEADER_BYTES, bytes: bytes - SOUND_HEADER_BYTES };
    if (common && sound) break;
  }
  if (!common || !sound) throw new FileDefect('file-truncated', 'cut off: it ends before its audio');
  return facts(file, common, sound.position, sound.bytes);
}

function facts(file: AudioFile, common: Common, position: number, bytes: number): Measured {
  const { codec, channels, sampleRate, bitDepth, blockBytes, blockSamples, declaredSamples } = common;
  const samplesIn = (data: number): number => Math.floor(data / blockBytes) * blockSamples;
  const held = samplesIn(file.size - position);
  if (isCutOff(file, position + bytes)) throw cutOff(held, declaredSamples, sampleRate);
  const mark = { spans: [{ start: position, end: position + bytes }] };
  return { codec, channels, sampleRate, bitDepth, lengthSamples: Math.min(held, samplesIn(bytes)), mark };
}

function parseCommon(chunk: Buffer, isPacked: boolean): Common {
  if (chunk.length < COMMON_BYTES + (isPacked ? 4 : 0))
    throw new FileDefect('file-unreadable', 'its COMM chunk is too short');
  const channels = chunk.readUInt16BE(0);
  const bits = chunk.readUInt16BE(6);
  const packing = isPacked ? chunk.toString('latin1', COMMON_BYTES, COMMON_BYTES + 4) : 'NONE';
  const plain = PLAIN_CODECS.get(packing.toLowerCase());
  return {
    codec: plain?.codec ?? packing.trim().toLowerCase(),
    channels,
    sampleRate: Math.round(readExtended(chunk, 8)),
    bitDepth: plain?.isLossless ? bits : null,
    blockBytes: Math.max(1, channels * (packing === 'ima4' ? IMA4_BYTES : (plain?.bytes ?? Math.ceil(bits / 8)))),
    blockSamples: packing === 'ima4' ? IMA4_SAMPLES : 1,
    declaredSamples: chunk.readUInt32BE(2),
  };
}

/** IMA ADPCM as QuickTime packs it, a channel. */
const IMA4_BYTES = 34;
const IMA4_SAMPLES = 64;

const PCM = { codec: 'pcm', isLossless: true, bytes: undefined };

/** By the four letters of AIFF-C in lower case. */
const PLAIN_CODECS = new Map<string, { codec: string; isLossless: boolean; bytes: number | undefined }>([
  ...['none', 'twos', 'sowt', 'raw ', 'in16', 'in24', 'in32', '42ni', '23ni'].map((id) => [id, PCM] as const),
  ...['fl32', 'fl64'].map((id) => [id, { codec: 'pcm-float', isLossless: true, bytes: undefined }] as const),
  ['alaw', { codec: 'pcm-alaw', isLossless: false, bytes: 1 }],
  ['ulaw', { codec: 'pcm-mulaw', isLossless: false, bytes: 1 }],
]);

/** A floating-point number of 80 bits (IEEE 754 extended, big-endian), not negative. */
function readExtended(bytes: Buffer, at: number): number {
  const exponent = bytes.readUInt16BE(at) & 0x7fff;
  const mantissa = bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6);
  return mantissa * 2 ** (exponent - 16_383 - 63);
}
