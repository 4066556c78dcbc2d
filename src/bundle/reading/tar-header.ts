import { damaged, refused } from './damage.ts';

export const BLOCK_BYTES = 512;

/** What a header of POSIX.1-2001 (ustar and PAX), or of GNU tar, says of what follows it. */
export interface TarHeader {
  readonly type: 'file' | 'folder' | 'pax' | 'global' | 'long-name';
  readonly name: string;
  readonly bytes: number;
}

/** Reads a header block. Throws AppError `bundle-damaged`, or `bundle-refused` for links and devices. */
export function readTarHeader(block: Buffer): TarHeader {
  if (number(block, 148, 8) !== sumOf(block)) throw damaged('a header in it is broken');
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? text(block, 345, 155) : '';
  const name = prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
  const bytes = number(block, 124, 12);
  if (!Number.isSafeInteger(bytes)) throw damaged('a header in it tells no sensible size');
  return { type: typeOf(String.fromCharCode(block[156]!), name), name, bytes };
}

/** The records of a PAX header (`length key=value\n`) that matter here. */
export function readPax(data: Buffer): { readonly name?: string; readonly bytes?: number } {
  const found: { name?: string; bytes?: number } = {};
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    const length = space < 0 || space - at > 8 ? NaN : Number(data.toString('latin1', at, space));
    if (!(length > space - at + 2) || at + length > data.length) throw damaged('a PAX header in it is broken');
    const record = data.toString('utf8', space + 1, at + length - 1);
    const [key, value] = [record.slice(0, record.indexOf('=')), record.slice(record.indexOf('=') + 1)];
    if (key === 'path') found.name = value;
    if (key === 'size') found.bytes = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (Number.isNaN(found.bytes)) throw damaged('a PAX header in it tells no sensible size');
    if (key.startsWith('GNU.sparse')) throw refused('it holds a sparse file', 'pack it without --sparse');
    at += length;
  }
  return found;
}

function typeOf(flag: string, name: string): TarHeader['type'] {
  switch (flag) {
    case '0':
    case '\0':
    case '7':
      return name.endsWith('/') ? 'folder' : 'file';
    case '5':
      return 'folder';
    case 'x':
      return 'pax';
    case 'g':
      return 'global';
    case 'L':
      return 'long-name';
    case '1':
    case '2':
    case 'K':
      throw refused(`${JSON.stringify(name)} is a link`, 'bundles have none: do not trust it');
    default:
      throw refused(`${JSON.stringify(name)} is neither a file nor a folder`, 'bundles have none: do not trust it');
  }
}

/** Up to the first zero byte. */
function text(block: Buffer, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal digits, or GNU's binary; NaN for anything else. */
function number(block: Buffer, from: number, length: number): number {
  if (block[from] === 0x80) return Number(BigInt(`0x${block.toString('hex', from + 1, from + length)}`));
  const digits = text(block, from, length).trim();
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : NaN;
}

/** Of all bytes, with those of the sum itself as spaces. */
function sumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (const [i, byte] of block.entries()) if (i < 148 || i >= 156) sum += byte;
  return sum;
}
