import { encodeWindows1252 } from '../../base/windows-1252.ts';
import { decodeText } from './decode-text.ts';
import type { WritableFormat } from './format.ts';
import { m3uLines, readM3u } from './m3u8.ts';

/**
 * M3U for old players, car stereos and Windows: CRLF, and Windows-1252 as far as it goes. Text that goes beyond it, or
 * that would be taken for UTF-8, is written as UTF-8 with a mark.
 */
export const m3u: WritableFormat = {
  id: 'm3u',
  name: 'M3U',
  extensions: ['m3u'],
  write: (list) => `${m3uLines(list).join('\r\n')}\r\n`,
  encode,
  read: readM3u,
};

function encode(text: string): Uint8Array {
  const bytes = encodeWindows1252(text);
  return bytes !== null && decodeText(bytes, 'M3U', 'text') === text ? bytes : Buffer.from(`\ufeff${text}`);
}
