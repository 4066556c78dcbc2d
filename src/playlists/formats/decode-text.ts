import { decodeWindows1252 } from '../../base/windows-1252.ts';
import { unreadable } from './format.ts';

/**
 * The text of a file that does not say its encoding: UTF-16 with a mark, UTF-8 with or without one, else the Windows
 * code page 1251 or 1252, whichever its bytes look like. The mark is left out.
 *
 * @throws AppError `playlist-unreadable` for what is not text
 */
export function decodeText(data: Uint8Array, format: string, source: string): string {
  const marked = markedEncoding(data);
  if (marked !== null) return new TextDecoder(marked).decode(data);
  if (data.includes(0)) throw unreadable(format, source, null, 'it is not a text file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return looksCyrillic(data) ? new TextDecoder('windows-1251').decode(data) : decodeWindows1252(data);
  }
}

/** The UTF-16 that a byte order mark tells of; null without one. */
export function markedEncoding(data: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le';
  return data[0] === 0xfe && data[1] === 0xff ? 'utf-16be' : null;
}

const ENOUGH_LETTERS = 8;

/** Western text has its accents one by one among plain letters; Cyrillic has whole words of high bytes. */
function looksCyrillic(data: Uint8Array): boolean {
  let letters = 0;
  let joined = 0;
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < 0xc0) continue;
    letters++;
    if (data[i - 1]! >= 0xc0 || data[i + 1]! >= 0xc0) joined++;
  }
  return letters >= ENOUGH_LETTERS && joined * 3 > letters * 2;
}
