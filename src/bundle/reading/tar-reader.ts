import type { Cursor } from './cursor.ts';
import { damaged, refused } from './damage.ts';
import type { StoredFile } from './opened-archive.ts';
import { BLOCK_BYTES, readPax, readTarHeader } from './tar-header.ts';

/** A name takes no more. */
const MOST_NAME_BYTES = 1 << 16;
/** Tools fill their last block of 10 KiB, some of 256 KiB. */
const MOST_PADDING_BLOCKS = 2048;
const ZEROS = Buffer.alloc(BLOCK_BYTES);

/** The files of a tar. A file that is not read, or not to its end, is skipped. */
export async function* readTar(cursor: Cursor): AsyncGenerator<StoredFile, void, undefined> {
  let told: { name?: string; bytes?: number } = {};
  for (;;) {
    const block = await cursor.take(BLOCK_BYTES);
    if (block === null) throw damaged('it is cut short');
    if (block.equals(ZEROS)) return readPadding(cursor);
    const header = readTarHeader(block);
    if (header.type === 'pax' || header.type === 'global' || header.type === 'long-name') {
      const data = await readNote(cursor, header.bytes);
      if (header.type === 'pax') told = { ...told, ...readPax(data) };
      if (header.type === 'long-name') told = { ...told, name: data.toString('utf8').replace(/\0.*$/s, '') };
      continue;
    }
    const [name, bytes] = [told.name ?? header.name, told.bytes ?? header.bytes];
    told = {};
    const padding = (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
    if (header.type === 'folder') {
      await cursor.skip(bytes + padding);
      continue;
    }
    let begun: AsyncGenerator<Buffer, void, undefined> | null = null;
    let left = bytes;
    async function* content(): AsyncGenerator<Buffer, void, undefined> {
      begun = cursor.pieces(bytes);
      for (let next = await begun.next(); next.done !== true; next = await begun.next()) {
        left -= next.value.length;
        yield next.value;
      }
    }
    yield { name, bytes, content };
    if (begun === null) await cursor.skip(bytes);
    else if (left > 0) throw new Error(`${name} was not read to its end`);
    await cursor.skip(padding);
  }
}

/** The text of a header that tells more of the next one. */
async function readNote(cursor: Cursor, bytes: number): Promise<Buffer> {
  if (bytes > MOST_NAME_BYTES) throw refused('a header in it is far too long', 'do not trust it');
  const padded = Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
  return ((await cursor.take(padded)) ?? Buffer.alloc(0)).subarray(0, bytes);
}

/** Nothing but zeros follows the end; reading them lets a compressor check its sum. */
async function readPadding(cursor: Cursor): Promise<void> {
  for (let blocks = 0; ; blocks++) {
    const block = await cursor.take(BLOCK_BYTES);
    if (block === null) return;
    if (!block.equals(ZEROS)) throw damaged('something follows its end');
    if (blocks > MOST_PADDING_BLOCKS) throw refused('it ends in far too many zeros', 'do not trust it');
  }
}
