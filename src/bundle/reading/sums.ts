import { SUMS_NAME } from '../items.ts';
import { damaged } from './damage.ts';
import type { StoredFile } from './opened-archive.ts';

/** A list of checksums takes no more. */
const MOST_BYTES = 1 << 26;

/** Whether a file is the list of the checksums of a bundle: right below its folder. */
export function isSums(name: string): boolean {
  return name.split('/').length === 2 && name.endsWith(`/${SUMS_NAME}`);
}

/** The SHA-256 of each file by its name in the archive, as the list tells. Throws AppError `bundle-damaged`. */
export function parseSums(text: string, folder: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of linesOf(text)) {
    if (!/^[0-9a-f]{64} [ *]./.test(line)) throw damaged(`${SUMS_NAME} makes no sense`);
    const name = `${folder}/${line.slice(66)}`;
    if (sums.has(name)) throw damaged(`${SUMS_NAME} names ${JSON.stringify(name)} twice`);
    sums.set(name, line.slice(0, 64));
  }
  return sums;
}

/** Those that are not empty, one at a time: there may be very many. */
function* linesOf(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (end > at) yield text.slice(at, end);
    at = end + 1;
  }
}

/** All of a file that is small. Throws AppError `bundle-damaged` where it isn't. */
export async function readSmall(file: StoredFile, most = MOST_BYTES): Promise<Buffer> {
  if (file.bytes > most) throw damaged(`${JSON.stringify(file.name)} is far too large`);
  const pieces: Buffer[] = [];
  for await (const piece of file.content()) pieces.push(piece);
  return Buffer.concat(pieces);
}
