import type { AudioFile } from '../audio-file.ts';

/** The chunks of RIFF and IFF files: four letters, a size, so many bytes, and one more where the size is odd. */
export interface Chunk {
  readonly id: string;
  /** Of its first byte after id and size. */
  readonly position: number;
  /** As the file has it: it may reach beyond the file's end. */
  readonly bytes: number;
}

const CHUNK_HEADER_BYTES = 8;
const MAX_CHUNKS = 10_000;

/** Goes through the chunks from `position` on, to the end of the file. */
export async function* chunks(file: AudioFile, position: number, byteOrder: 'LE' | 'BE'): AsyncGenerator<Chunk> {
  for (let i = 0; i < MAX_CHUNKS; i++) {
    const header = await file.read(position, CHUNK_HEADER_BYTES);
    if (header.length < CHUNK_HEADER_BYTES) return;
    const bytes = byteOrder === 'LE' ? header.readUInt32LE(4) : header.readUInt32BE(4);
    yield { id: header.toString('latin1', 0, 4), position: position + CHUNK_HEADER_BYTES, bytes };
    position += CHUNK_HEADER_BYTES + bytes + (bytes % 2);
  }
}

/** Whether chunk data that should end at `end` is cut off, and not only by a writer that counts its own headers. */
export function isCutOff(file: AudioFile, end: number): boolean {
  return end - file.size > MAX_MISCOUNT_BYTES;
}

const MAX_MISCOUNT_BYTES = 64;
