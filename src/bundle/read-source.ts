import { stat } from 'node:fs/promises';
import type { BundleEntry } from './entry.ts';
import { openFile, piecesOf } from './reading/byte-source.ts';

/** The bytes of an entry, whose file is closed again when they are read, or no longer wanted. */
export async function* readSource(source: BundleEntry['source']): AsyncGenerator<Uint8Array, void, undefined> {
  if ('text' in source) yield Buffer.from(source.text);
  else if ('bytes' in source) yield source.bytes;
  else {
    if ('head' in source) yield source.head;
    const file = await openFile(source.path);
    try {
      yield* 'head' in source ? piecesOf(file, source.start, source.end) : piecesOf(file, 0, file.bytes);
    } finally {
      await file.close();
    }
  }
}

/** How many bytes that are. Throws what the system says of its file. */
export async function sourceBytes(source: BundleEntry['source']): Promise<number> {
  if ('text' in source) return Buffer.byteLength(source.text);
  if ('bytes' in source) return source.bytes.length;
  return 'head' in source ? source.head.length + source.end - source.start : (await stat(source.path)).size;
}
