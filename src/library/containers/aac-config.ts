/** What an `esds` box tells of AAC; encoders leave a constant in the field for channels outside of it. */

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8];

/** Tags of descriptors (ISO 14496-1, 7.2.6), each with the bytes of its own before those that it encloses. */
const ENCLOSING = [
  { tag: 3, ownBytes: 3 },
  { tag: 4, ownBytes: 13 },
];
const SPECIFIC_CONFIG = 5;
/** Audio object types (ISO 14496-3, 1.5.1) of which the real rate, or two channels, come on top. */
const SPECTRAL_BAND_REPLICATION = 5;
const PARAMETRIC_STEREO = 29;

export interface AacConfig {
  readonly sampleRate: number;
  readonly channels: number;
}

/** Reads AudioSpecificConfig (ISO 14496-3, 1.6.2.1) out of an `esds` box, or returns null where it tells nothing. */
export function parseAacConfig(esds: Buffer): AacConfig | null {
  let bytes: Buffer | null = esds.subarray(4);
  for (const { tag, ownBytes } of ENCLOSING) bytes = bytes && (openDescriptor(bytes, tag)?.subarray(ownBytes) ?? null);
  const config = bytes && openDescriptor(bytes, SPECIFIC_CONFIG);
  if (!config || config.length < 2) return null;
  const read = bitReader(config);
  const objectType = read(5);
  const rate = readRate(read);
  const channels = CHANNELS[read(4)] ?? 0;
  const isDoubled = objectType === SPECTRAL_BAND_REPLICATION || objectType === PARAMETRIC_STEREO;
  const sampleRate = isDoubled ? readRate(read) : rate;
  if (sampleRate === 0 || channels === 0) return null;
  return { sampleRate, channels: objectType === PARAMETRIC_STEREO ? 2 : channels };
}

function readRate(read: (bits: number) => number): number {
  const index = read(4);
  return index === 15 ? read(24) : (SAMPLE_RATES[index] ?? 0);
}

/** What a descriptor of this tag holds; its length is written in up to four groups of seven bits. */
function openDescriptor(bytes: Buffer, tag: number): Buffer | null {
  if (bytes[0] !== tag) return null;
  let length = 0;
  for (let i = 1; i <= 4 && i < bytes.length; i++) {
    length = length * 128 + (bytes[i]! & 0x7f);
    if (bytes[i]! < 0x80) return bytes.subarray(i + 1, i + 1 + length);
  }
  return null;
}

/** Reads bits from the highest of the first byte on; beyond the end they are 0. */
function bitReader(bytes: Buffer): (bits: number) => number {
  let at = 0;
  return (bits) => {
    let value = 0;
    for (; bits > 0; bits--, at++) value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
}
