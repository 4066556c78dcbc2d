import { readExactly, type AudioFile } from '../audio-file.ts';
import { cutOff, FileDefect } from '../file-defect.ts';
import type { AudioFacts, Container, Measured } from './container.ts';

/** Windows Media Audio, in Microsoft's Advanced Systems Format. Its length is told in time, not in samples. */
export const asf: Container = {
  extensions: ['.wma'],
  mimeType: 'audio/x-ms-asf',
  recognises: (bytes) => bytes.toString('hex', 0, 12) === HEADER.slice(0, 24),
  measure,
};

/** Ids of objects, as their bytes stand in the file. */
const HEADER = '3026b2758e66cf11a6d900aa0062ce6c';
const FILE_PROPERTIES = 'a1dcab8c47a9cf118ee400c00c205365';
const STREAM_PROPERTIES = '9107dcb7b7a9cf118ee600c00c205365';
const AUDIO_STREAM = '409e69f84d5bcf11a8fd00805f5c442b';

const HEADER_BYTES = 30;
const OBJECT_BYTES = 24;
const FILE_PROPERTIES_BYTES = 104;
const STREAM_PROPERTIES_BYTES = 96;
const MAX_OBJECTS = 1000;
const CODECS = new Map([
  [0x160, 'wma'],
  [0x161, 'wma'],
  [0x162, 'wma-pro'],
  [0x163, 'wma-lossless'],
]);
const LOSSLESS = 0x163;
/** A second in units of 100 ns. */
const SECOND = 10_000_000;

async function measure(file: AudioFile, start: number): Promise<Measured> {
  let seconds: number | null = null;
  let stream: Omit<AudioFacts, 'lengthSamples'> | null = null;
  let wholeBytes = 0;
  let at = start + HEADER_BYTES;
  for (let i = 0; i < MAX_OBJECTS && (seconds === null || stream === null); i++) {
    const head = await readExactly(file, at, OBJECT_BYTES);
    const [id, bytes] = [head.toString('hex', 0, 16), Number(head.readBigUInt64LE(16))];
    if (id === FILE_PROPERTIES) {
      const object = await readExactly(file, at, FILE_PROPERTIES_BYTES);
      wholeBytes = Number(object.readBigUInt64LE(40));
      seconds = Number(object.readBigUInt64LE(64)) / SECOND - Number(object.readBigUInt64LE(80)) / 1000;
    }
    if (id === STREAM_PROPERTIES) stream ??= parseStream(await readExactly(file, at, STREAM_PROPERTIES_BYTES));
    if (bytes < OBJECT_BYTES) break;
    at += bytes;
  }
  if (seconds === null || stream === null)
    throw new FileDefect('file-unreadable', 'it holds no audio that mixpress knows');
  const lengthSamples = Math.round(seconds * stream.sampleRate);
  if (file.size - start < wholeBytes && lengthSamples > 0)
    throw cutOff(Math.floor((lengthSamples * (file.size - start)) / wholeBytes), lengthSamples, stream.sampleRate);
  const headerBytes = Number((await readExactly(file, start, HEADER_BYTES)).readBigUInt64LE(16));
  return { ...stream, lengthSamples, mark: { spans: [{ start: start + headerBytes, end: file.size }] } };
}

/** A stream's properties end in Windows' WAVEFORMATEX. */
function parseStream(object: Buffer): Omit<AudioFacts, 'lengthSamples'> | null {
  if (object.toString('hex', 24, 40) !== AUDIO_STREAM) return null;
  const tag = object.readUInt16LE(78);
  return {
    codec: CODECS.get(tag) ?? `asf-${tag}`,
    channels: object.readUInt16LE(80),
    sampleRate: object.readUInt32LE(82),
    bitDepth: tag === LOSSLESS ? object.readUInt16LE(92) : null,
  };
}
