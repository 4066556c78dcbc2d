import { FileDefect } from '../file-defect.ts';
import type { AudioFacts } from './container.ts';
import { parseStreamInfo, STREAMINFO_BYTES } from './flac.ts';
import { parseVorbisModes, vorbisDuration } from './vorbis.ts';

/** What the headers of a logical Ogg stream tell of its audio. */
export interface OggCodec extends Omit<AudioFacts, 'lengthSamples'> {
  /** Packets before the first one of audio. */
  readonly headerPackets: number;
  /** Samples that a decoder drops at the start although the granules count them. */
  readonly preSkip: number;
  /**
   * Samples that the first packets of the stream give together, or null where that isn't known.
   *
   * @param headers the header packets
   * @param packets the beginnings of the packets
   */
  readonly duration: (headers: readonly Buffer[], packets: readonly Buffer[]) => number | null;
}

/** Reads the first packet of a stream: null where it isn't one of audio. Throws a FileDefect where it can't be decoded. */
export function parseOggCodec(packet: Buffer): OggCodec | null {
  const starts = (text: string): boolean => packet.toString('latin1', 0, text.length) === text;
  if (starts('\x01vorbis') && packet.length >= 30) return vorbis(packet);
  if (starts('OpusHead') && packet.length >= 19) return opus(packet);
  if (starts('\x7fFLAC') && packet.length >= FLAC_INFO_OFFSET + STREAMINFO_BYTES) return oggFlac(packet);
  if (starts('Speex   ')) throw new FileDefect('file-unreadable', 'it holds Speex, which mixpress does not read');
  return null;
}

/** Vorbis I specification, 4.2.2. */
function vorbis(packet: Buffer): OggCodec {
  const sizes = packet[28]!;
  const blocks = [1 << (sizes & 15), 1 << (sizes >> 4)] as const;
  return {
    codec: 'vorbis',
    channels: packet[11]!,
    sampleRate: packet.readUInt32LE(12),
    bitDepth: null,
    headerPackets: 3,
    preSkip: 0,
    duration: (headers, packets) => {
      const modes = parseVorbisModes(headers[2]!);
      return modes && vorbisDuration(packets, modes, blocks);
    },
  };
}

/** RFC 7845, 5.1: whatever the rate of the original, Opus is decoded at 48 kHz. */
function opus(packet: Buffer): OggCodec {
  return {
    codec: 'opus',
    channels: packet[9]!,
    sampleRate: 48_000,
    bitDepth: null,
    headerPackets: 2,
    preSkip: packet.readUInt16LE(10),
    duration: (_headers, packets) => packets.reduce((sum, bytes) => sum + opusDuration(bytes), 0),
  };
}

/** RFC 6716, 3.1: the first byte tells the length of a frame, its last two bits (and the second byte) how many there are. */
function opusDuration(packet: Buffer): number {
  if (packet.length === 0) return 0;
  const config = packet[0]! >> 3;
  const frame =
    config < 12 ? Math.max(480, 960 * (config & 3)) : config < 16 ? 480 << (config & 1) : 120 << (config & 3);
  const code = packet[0]! & 3;
  return frame * (code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63);
}

/** After the mapping's own header (RFC 9639, 10.1) and that of the metadata block. */
const FLAC_INFO_OFFSET = 17;

function oggFlac(packet: Buffer): OggCodec {
  const { sampleRate, channels, bitDepth } = parseStreamInfo(packet.subarray(FLAC_INFO_OFFSET));
  return {
    codec: 'flac',
    channels,
    sampleRate,
    bitDepth,
    headerPackets: 1 + packet.readUInt16BE(7),
    preSkip: 0,
    duration: () => null,
  };
}
