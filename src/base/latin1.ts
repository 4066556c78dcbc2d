import anyAscii from 'any-ascii';
import { oneLine } from './text.ts';

/**
 * Writes any text in the printable characters of ISO-8859-1: what they have is kept, all else is romanised to ASCII.
 * Control characters and runs of white space become one space.
 */
export function toLatin1(text: string): string {
  const letters = Array.from(oneLine(text).normalize('NFC'), (letter) =>
    /^[\x20-\x7e\xa1-\xac\xae-\xff]$/.test(letter) ? letter : anyAscii(letter),
  );
  return oneLine(letters.join('')).replace(/[^\x20-\x7e\xa1-\xff]/g, '');
}
