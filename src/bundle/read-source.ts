import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { BundleEntry } from './entry.ts';

const CHUNK_BYTES = 1 << 20;

/** The bytes of an entry as a stream, which closes its file whatever happens. */
export function readSource(source: BundleEntry['source']): Readable {
  if ('text' in source) return Readable.from([Buffer.from(source.text)]);
  if ('bytes' in source) return Readable.from(source.bytes.length === 0 ? [] : [source.bytes]);
  if (!('head' in source)) return createReadStream(source.path, { highWaterMark: CHUNK_BYTES });
  return Readable.from(partOf(source));
}

async function* partOf({ path, head, start, end }: { path: string; head: Uint8Array; start: number; end: number }) {
  if (head.length > 0) yield head;
  if (end > start) yield* createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK_BYTES });
}

/** How many bytes that are. Throws what the system says of its file. */
export async function sourceBytes(source: BundleEntry['source']): Promise<number> {
  if ('text' in source) return Buffer.byteLength(source.text);
  if ('bytes' in source) return source.bytes.length;
  return 'head' in source ? source.head.length + source.end - source.start : (await stat(source.path)).size;
}
