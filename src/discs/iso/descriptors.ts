/** The volume descriptors (ECMA-119 8): what a reader looks at first. */
import { toAscii } from '../../base/ascii.ts';
import { SECTOR_BYTES } from '../../model/medium.ts';
import { writeRecord, type Extent } from './directories.ts';
import { both16, both32, longDate, ucs2 } from './fields.ts';

export interface Volume {
  readonly tree: 'iso' | 'joliet';
  /** Any text. */
  readonly volumeId: string;
  readonly date: Date;
  /** Sectors of the whole image. */
  readonly sectors: number;
  readonly root: Extent;
  readonly pathTableBytes: number;
  /** First sectors of the path tables. */
  readonly little: number;
  readonly big: number;
}

/** The primary descriptor, or Joliet's: a supplementary one whose texts are UCS-2 of level 3. */
export function volumeDescriptor(volume: Volume): Buffer {
  const { tree, date, sectors, root } = volume;
  const isJoliet = tree === 'joliet';
  const bytes = Buffer.alloc(SECTOR_BYTES);
  const text = (at: number, length: number, value: string): void => {
    const blank = isJoliet ? ucs2(' '.repeat(Math.floor(length / 2))) : Buffer.alloc(length, ' ');
    bytes.set(blank, at);
    bytes.set((isJoliet ? ucs2(value) : Buffer.from(value, 'latin1')).subarray(0, blank.length), at);
  };
  head(bytes, isJoliet ? 2 : 1);
  text(8, 32, '');
  text(40, 32, isJoliet ? jolietVolumeId(volume.volumeId) : isoVolumeId(volume.volumeId));
  both32(bytes, 80, sectors);
  if (isJoliet) bytes.write('%/E', 88, 'latin1');
  both16(bytes, 120, 1);
  both16(bytes, 124, 1);
  both16(bytes, 128, SECTOR_BYTES);
  both32(bytes, 132, volume.pathTableBytes);
  bytes.writeUInt32LE(volume.little, 140);
  bytes.writeUInt32BE(volume.big, 148);
  const record = bytes.subarray(156, 190);
  writeRecord(record, Buffer.from([0]), root, 2, date);
  for (const at of [190, 318, 446]) text(at, 128, '');
  text(574, 128, 'MIXPRESS');
  for (const at of [702, 739, 776]) text(at, 37, '');
  longDate(bytes, 813, date);
  longDate(bytes, 830, date);
  // Neither an end nor a beginning of its use is told.
  for (const at of [847, 864]) bytes.write('0'.repeat(16), at, 'latin1');
  bytes[881] = 1;
  return bytes;
}

/** The descriptor after the last one. */
export function terminator(): Buffer {
  const bytes = Buffer.alloc(SECTOR_BYTES);
  head(bytes, 255);
  return bytes;
}

function head(bytes: Buffer, type: number): void {
  bytes[0] = type;
  bytes.write('CD001\x01', 1, 'latin1');
}

/** A text as the name of a volume: at most 32 of `A` to `Z`, `0` to `9` and `_`, never empty. */
function isoVolumeId(text: string): string {
  const plain = toAscii(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  return plain.slice(0, 32).replace(/^_|_$/g, '') || 'DISC';
}

/** The same in up to 16 characters of UCS-2. */
function jolietVolumeId(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[\u0000-\u001f*/:;?\\]+/g, ' ')
    .trim();
  return plain.slice(0, 16).trimEnd() || 'DISC';
}
