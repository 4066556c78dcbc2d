import { FileDefect } from '../file-defect.ts';
import { parseAacConfig } from './aac-config.ts';
import type { AudioFacts } from './container.ts';
import { parseStreamInfo, STREAMINFO_BYTES } from './flac.ts';
import { findBox } from './mp4-box.ts';

type Sound = Omit<AudioFacts, 'lengthSamples'>;

const TABLE_HEADER_BYTES = 8;
const BOX_HEADER_BYTES = 8;
/** Bytes of the fields of a sound sample entry (ISO 14496-12, 12.2.3), by its version in QuickTime. */
const FIELDS_BYTES = [28, 44, 64];
const PROTECTED = ['drms', 'enca'];

/** Reads from a sample description (`stsd`) what the audio is. Throws a FileDefect where nobody can decode it. */
export function parseSampleEntry(stsd: Buffer): Sound {
  const entry = stsd.subarray(TABLE_HEADER_BYTES);
  if (entry.length < BOX_HEADER_BYTES + FIELDS_BYTES[0]!)
    throw new FileDefect('file-unreadable', 'its sample description is too short');
  const type = entry.toString('latin1', 4, 8);
  if (PROTECTED.includes(type)) throw new FileDefect('file-unreadable', 'it is protected against copying');
  const fields = entry.subarray(BOX_HEADER_BYTES);
  const plain = {
    codec: CODECS[type] ?? type.trim(),
    channels: fields.readUInt16BE(16),
    sampleRate: fields.readUInt16BE(24),
    bitDepth: null,
  };
  return parseAac(fields, type) ?? parseAlac(fields, type) ?? parseFlac(fields, type) ?? plain;
}

const CODECS: Readonly<Record<string, string>> = { mp4a: 'aac', Opus: 'opus', '.mp3': 'mp3' };

function parseAac(fields: Buffer, type: string): Sound | null {
  const esds = type === 'mp4a' ? findChild(fields, 'esds') : null;
  const config = esds && parseAacConfig(esds);
  return config && { codec: 'aac', bitDepth: null, ...config };
}

/** The fields of the sample entry have too few bits for high rates, so the codec's own are taken. */
function parseAlac(fields: Buffer, type: string): Sound | null {
  const cookie = type === 'alac' ? findChild(fields, type) : null;
  if (cookie === null || cookie.length < 28) return null;
  return { codec: 'alac', bitDepth: cookie[9]!, channels: cookie[13]!, sampleRate: cookie.readUInt32BE(24) };
}

function parseFlac(fields: Buffer, type: string): Sound | null {
  const info = type === 'fLaC' ? findChild(fields, 'dfLa')?.subarray(8) : undefined;
  if (info === undefined || info.length < STREAMINFO_BYTES) return null;
  const { sampleRate, channels, bitDepth } = parseStreamInfo(info);
  return { codec: 'flac', sampleRate, channels, bitDepth };
}

/** QuickTime puts what follows the fields into a box `wave`. */
function findChild(fields: Buffer, type: string): Buffer | null {
  const from = FIELDS_BYTES[fields.readUInt16BE(8)] ?? FIELDS_BYTES[0]!;
  return findBox(fields, type, from) ?? findBox(fields, `wave ${type}`, from);
}
