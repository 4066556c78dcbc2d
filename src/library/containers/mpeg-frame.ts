/** The header of an MPEG audio frame (ISO 11172-3, 13818-3, and the extension "2.5" to lower rates). */
export interface MpegFrame {
  readonly layer: 1 | 2 | 3;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** MPEG-2 and 2.5: half the samples a frame in layer III. */
  readonly lowRate: boolean;
  /** Of the whole frame, header included. */
  readonly bytes: number;
  /** A channel. */
  readonly samples: number;
}

export const FRAME_HEADER_BYTES = 4;
/** 320 kbit/s at 32 kHz, padded: no frame of layer III is longer. */
export const MAX_FRAME_BYTES = 1441;

const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** In kbit/s, by the layer; MPEG-1, then the lower rates. Index 0 would be "free format", which hardly a decoder takes. */
const BIT_RATES = {
  1: [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  ],
  2: [
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
  3: [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
} as const;

/** Reads the header in the 32 bits at `offset`, or returns null where there is none. */
export function parseFrameHeader(bytes: Buffer, offset: number): MpegFrame | null {
  if (offset + FRAME_HEADER_BYTES > bytes.length || bytes[offset] !== 0xff) return null;
  const word = bytes.readUInt32BE(offset);
  const version = (word >>> 19) & 3;
  const layerBits = (word >>> 17) & 3;
  const rate = SAMPLE_RATES[(word >>> 10) & 3];
  if ((word & 0xffe00000) >>> 0 !== 0xffe00000 || version === 1 || layerBits === 0 || rate === undefined) return null;
  const layer = (4 - layerBits) as 1 | 2 | 3;
  const lowRate = version !== 3;
  const bitRate = BIT_RATES[layer][lowRate ? 1 : 0][(word >>> 12) & 15];
  if (bitRate === undefined || bitRate === 0) return null;
  const sampleRate = rate >> (version === 3 ? 0 : version === 2 ? 1 : 2);
  const samples = layer === 1 ? 384 : layer === 3 && lowRate ? 576 : 1152;
  const padding = (word >>> 9) & 1;
  const slots = Math.floor(((layer === 1 ? 12 : samples / 8) * bitRate * 1000) / sampleRate) + padding;
  return {
    layer,
    sampleRate,
    channels: ((word >>> 6) & 3) === 3 ? 1 : 2,
    lowRate,
    bytes: layer === 1 ? slots * 4 : slots,
    samples,
  };
}

/** Whether two frames can follow each other in one stream: version, layer and sample rate stay. */
export function sameStream(a: MpegFrame, b: MpegFrame): boolean {
  return a.sampleRate === b.sampleRate && a.layer === b.layer && a.lowRate === b.lowRate;
}
