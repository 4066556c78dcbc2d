import type { ByteSource } from '../reading/byte-source.ts';
import { damaged } from '../reading/damage.ts';

const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----';
const END = '-----END AGE ENCRYPTED FILE-----';
/** Of a line, and the bytes that it stands for. */
const [LINE_CHARACTERS, LINE_BYTES] = [64, 48];
/** More blank space than this at the end is none of age's. */
const MOST_TAIL_BYTES = 1024;

/** Whether bytes begin as an age file does in its text form. */
export function isArmored(start: Buffer): boolean {
  return start.toString('latin1', 0, BEGIN.length) === BEGIN;
}

/**
 * The bytes of an age file in its text form (`age --armor`: base 64 in lines of 64 characters, RFC 7468), readable anywhere.
 * Closing it closes the file. Throws AppError `bundle-damaged`.
 */
export async function openArmor(file: ByteSource): Promise<ByteSource> {
  const head = await file.read(0, Math.min(file.bytes, BEGIN.length + 2));
  const width = LINE_CHARACTERS + (head[BEGIN.length] === 0x0d ? 2 : 1);
  const start = BEGIN.length + width - LINE_CHARACTERS;
  const tailFrom = Math.max(0, file.bytes - MOST_TAIL_BYTES);
  const tail = (await file.read(tailFrom, file.bytes - tailFrom)).toString('latin1');
  const mark = tail.lastIndexOf(END);
  const characters = tailFrom + mark - start;
  if (mark < 0 || characters < 0 || tail.slice(mark + END.length).trim() !== '') throw damaged(BROKEN);
  const lines = Math.ceil(characters / width);
  const decode = async (first: number, end: number): Promise<Buffer> => {
    const from = Math.min(characters, first * width);
    const text = await file.read(start + from, Math.min(characters, end * width) - from);
    return Buffer.from(text.toString('latin1'), 'base64');
  };
  const before = Math.max(0, lines - 1);
  const bytes = before * LINE_BYTES + (await decode(before, lines)).length;
  return {
    bytes,
    read: async (position, length) => {
      if (position < 0 || length > bytes - position) throw damaged(BROKEN);
      const first = Math.floor(position / LINE_BYTES);
      const decoded = await decode(first, Math.ceil((position + length) / LINE_BYTES));
      const from = position - first * LINE_BYTES;
      if (decoded.length < from + length) throw damaged(BROKEN);
      return decoded.subarray(from, from + length);
    },
    close: () => file.close(),
  };
}

const BROKEN = 'its text form is broken or cut short';
