import { isUtf8 } from 'node:buffer';
import { AppError, ExitCode } from '../../base/errors.ts';
import { decodeWindows1252 } from '../../base/windows-1252.ts';

/** Some text of a file, cut at a line's end wherever lines are of sane length. */
interface TextBlock {
  readonly text: string;
  /** How many of its lines were not UTF-8 and were read as Windows-1252. */
  readonly guessedLines: number;
}

const BLOCK_BYTES = 256 << 10;
const MAX_LINE_BYTES = 1 << 20;

/**
 * Decodes a file piece by piece: UTF-8 with or without a mark, UTF-16 with one (or where every other byte of its first
 * is zero), and Windows-1252 for each line that is no UTF-8. Takes chunks of any size; holds a MiB at most beside them.
 *
 * @throws AppError `catalogue-empty` or `catalogue-binary`
 */
async function* textBlocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TextBlock> {
  let decode: ((block: Buffer) => TextBlock) | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of largeChunks(bytes)) {
    decode ??= decoderFor(chunk);
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = cut(all);
    rest = all.subarray(end);
    if (end > 0) yield decode(all.subarray(0, end));
  }
  if (decode === undefined) {
    throw new AppError('catalogue-empty', 'the catalogue is empty', { hint: HINT, exitCode: ExitCode.usage });
  }
  if (rest.length > 0) yield decode(rest);
}

const HINT = 'give a CSV, JSON, iTunes XML, rekordbox XML or Traktor NML file';

/** The text of a file as it comes, and what had to be guessed of it so far. */
export interface CountedText {
  readonly blocks: AsyncGenerator<string>;
  guessedLines(): number;
}

/** The same as blocks of bare text, with the guessed lines counted beside it. */
export function countedText(bytes: AsyncIterable<Uint8Array>): CountedText {
  let guessed = 0;
  async function* blocks(): AsyncGenerator<string> {
    for await (const { text, guessedLines } of textBlocks(bytes)) {
      guessed += guessedLines;
      yield text;
    }
  }
  return { blocks: blocks(), guessedLines: () => guessed };
}

async function* largeChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    parts.push(part);
    size += part.length;
    if (size < BLOCK_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}

/** Where to cut: behind the last line end, or, in a line of absurd length, before the last character. */
function cut(bytes: Buffer): number {
  const line = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
  if (line > 0 || bytes.length < MAX_LINE_BYTES) return line;
  let end = bytes.length - 1;
  while (end > bytes.length - 4 && (bytes[end]! & 0xc0) === 0x80) end--;
  return end;
}

function decoderFor(head: Buffer): (block: Buffer) => TextBlock {
  const utf16 = utf16Encoding(head);
  if (utf16 !== undefined) {
    const decoder = new TextDecoder(utf16);
    return (block) => ({ text: decoder.decode(block, { stream: true }), guessedLines: 0 });
  }
  if (looksBinary(head)) {
    throw new AppError('catalogue-binary', 'the catalogue is not a text file', {
      hint: `unpack it first if it is packed; otherwise ${HINT}`,
      exitCode: ExitCode.usage,
    });
  }
  return decodeUtf8;
}

function decodeUtf8(block: Buffer): TextBlock {
  return isUtf8(block) ? { text: block.toString().replace(/^\ufeff/, ''), guessedLines: 0 } : decodeByLine(block);
}

function utf16Encoding([a, b, c, d]: Buffer): string | undefined {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0) ? 'utf-16be' : undefined;
}

/** Control characters that no text file holds, in the first 64 KiB. */
function looksBinary(head: Buffer): boolean {
  return head
    .subarray(0, 1 << 16)
    .some((b) => b < 0x20 && b !== 0x09 && b !== 0x0a && b !== 0x0c && b !== 0x0d && b !== 0x1b);
}

function decodeByLine(block: Buffer): TextBlock {
  let text = '';
  let guessedLines = 0;
  for (let at = 0; at < block.length;) {
    const end = block.indexOf(0x0a, at) + 1 || block.length;
    const line = block.subarray(at, end);
    const isSound = isUtf8(line);
    text += isSound ? line.toString() : decodeWindows1252(line);
    if (!isSound) guessedLines++;
    at = end;
  }
  return { text: text.replace(/^\ufeff/, ''), guessedLines };
}
