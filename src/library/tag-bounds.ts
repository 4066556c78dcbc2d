import type { AudioFile } from './audio-file.ts';

/** Where the tags that any kind of file may carry before and after its audio leave off and begin. */

const ID3V2_HEADER_BYTES = 10;
const ID3V1_BYTES = 128;
const APE_FOOTER_BYTES = 32;
const LYRICS_FOOTER_BYTES = 15;
const MAX_TAGS = 8;

/** The first byte after all leading ID3v2 tags. It may lie beyond the end of a file that was cut off. */
export async function afterLeadingTags(file: AudioFile): Promise<number> {
  let position = 0;
  for (let i = 0; i < MAX_TAGS; i++) {
    const header = await file.read(position, ID3V2_HEADER_BYTES);
    if (header.length < ID3V2_HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') break;
    const hasFooter = (header[5]! & 0x10) !== 0;
    position += ID3V2_HEADER_BYTES + syncSafe(header, 6) + (hasFooter ? ID3V2_HEADER_BYTES : 0);
  }
  return position;
}

/** The end of the audio: the file's end without ID3v1, Lyrics3, APEv2 and appended ID3v2 tags. */
export async function beforeTrailingTags(file: AudioFile, start: number): Promise<number> {
  let end = file.size;
  for (let i = 0; i < MAX_TAGS; i++) {
    const length = await trailingTagBytes(file, end);
    if (length === 0 || end - length < start) break;
    end -= length;
  }
  return end;
}

async function trailingTagBytes(file: AudioFile, end: number): Promise<number> {
  const from = Math.max(0, end - ID3V1_BYTES);
  const tail = await file.read(from, end - from);
  if (tail.length === ID3V1_BYTES && tail.toString('latin1', 0, 3) === 'TAG') return ID3V1_BYTES;
  if (tail.length < APE_FOOTER_BYTES) return 0;
  return (
    apeBytes(tail.subarray(-APE_FOOTER_BYTES)) ||
    lyricsBytes(tail.subarray(-LYRICS_FOOTER_BYTES)) ||
    id3Bytes(tail.subarray(-ID3V2_HEADER_BYTES))
  );
}

function apeBytes(footer: Buffer): number {
  if (footer.toString('latin1', 0, 8) !== 'APETAGEX') return 0;
  const hasHeader = (footer.readUInt32LE(20) & 0x80000000) !== 0;
  return footer.readUInt32LE(12) + (hasHeader ? APE_FOOTER_BYTES : 0);
}

function lyricsBytes(footer: Buffer): number {
  const size = /^(\d{6})LYRICS200$/.exec(footer.toString('latin1'));
  return size ? Number(size[1]) + LYRICS_FOOTER_BYTES : 0;
}

function id3Bytes(footer: Buffer): number {
  return footer.toString('latin1', 0, 3) === '3DI' ? syncSafe(footer, 6) + 2 * ID3V2_HEADER_BYTES : 0;
}

/** A 28-bit number in 7 bits a byte. */
function syncSafe(bytes: Buffer, at: number): number {
  return (
    ((bytes[at]! & 0x7f) << 21) |
    ((bytes[at + 1]! & 0x7f) << 14) |
    ((bytes[at + 2]! & 0x7f) << 7) |
    (bytes[at + 3]! & 0x7f)
  );
}
