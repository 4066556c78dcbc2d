import type { AudioFile } from '../audio-file.ts';

/** A box of an MP4 file (ISO 14496-12, 4.2). */
export interface Box {
  readonly type: string;
  /** Of what it holds, after its header. */
  readonly position: number;
  /** Where it ends by what it says itself, be it beyond the end of the file. */
  readonly end: number;
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;
const MAX_BOXES = 100_000;

/** Goes through the boxes on the top level of a file. */
export async function* fileBoxes(file: AudioFile, start: number): AsyncGenerator<Box> {
  for (let position = start, i = 0; position < file.size && i < MAX_BOXES; i++) {
    const box = parseBox(await file.read(position, LONG_HEADER_BYTES), position, file.size);
    if (box === null) return;
    yield box;
    position = box.end;
  }
}

/** What the boxes of one type hold, of those that are in the bytes of another one from `from` on. */
export function findBoxes(bytes: Buffer, type: string, from = 0): Buffer[] {
  const found: Buffer[] = [];
  for (let position = from; position < bytes.length;) {
    const box = parseBox(bytes.subarray(position, position + LONG_HEADER_BYTES), position, bytes.length);
    if (box === null || box.end > bytes.length) break;
    if (box.type === type) found.push(bytes.subarray(box.position, box.end));
    position = box.end;
  }
  return found;
}

/** What the box at a path of types holds, e.g. `mdia minf stbl`; null where there is none. */
export function findBox(bytes: Buffer, path: string, from = 0): Buffer | null {
  let found: Buffer | undefined = bytes;
  for (const [depth, type] of path.split(' ').entries()) {
    found = found && findBoxes(found, type, depth === 0 ? from : 0)[0];
  }
  return found ?? null;
}

function parseBox(header: Buffer, position: number, limit: number): Box | null {
  if (header.length < HEADER_BYTES) return null;
  const size = header.readUInt32BE(0);
  const type = header.toString('latin1', 4, HEADER_BYTES);
  if (size === 0) return { type, position: position + HEADER_BYTES, end: limit };
  if (size !== 1) return size < HEADER_BYTES ? null : { type, position: position + HEADER_BYTES, end: position + size };
  const longSize = header.length < LONG_HEADER_BYTES ? 0 : Number(header.readBigUInt64BE(HEADER_BYTES));
  return longSize < LONG_HEADER_BYTES
    ? null
    : { type, position: position + LONG_HEADER_BYTES, end: position + longSize };
}
