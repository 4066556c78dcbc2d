import anyAscii from 'any-ascii';
import { oneLine } from './text.ts';

/**
 * Writes any text in printable ASCII: accents are dropped, other scripts are romanised. Control characters and runs of
 * white space become one space.
 */
export function toAscii(text: string): string {
  return oneLine(anyAscii(oneLine(text).normalize('NFC'))).replace(/[^\x20-\x7e]/g, '');
}
