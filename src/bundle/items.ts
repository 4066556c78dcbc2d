import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError, systemErrorReason } from '../base/errors.ts';
import type { BundleEntry } from './entry.ts';
import { emptyPages } from './pages.ts';
import { readSource, sourceBytes } from './read-source.ts';

/** One file on its way into an archive. */
export interface PackItem {
  /** Path in the archive, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Exactly so many; it is closed when the next item is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Whether it hardly gets smaller. */
  readonly store: boolean;
}

export const SUMS_NAME = 'SHA256SUMS';

/**
 * The entries below one folder, and the list of their SHA-256 as the last: each is hashed while it is read, so each must
 * be read to its end before the next is asked for. `onProgress` gets the bytes that were read so far.
 *
 * The content fails with AppError `bundle-entry-unreadable`.
 */
export async function* packItems(
  folder: string,
  entries: readonly BundleEntry[],
  onProgress: (bytes: number) => void,
): AsyncGenerator<PackItem, void, undefined> {
  const sums = emptyPages();
  let total = 0;
  const onBytes = (bytes: number): void => onProgress((total += bytes));
  for (const entry of entries) {
    const hash = createHash('sha256');
    const bytes = await bytesOf(entry);
    const content = read(entry, bytes, hash, onBytes);
    try {
      yield { name: `${folder}/${entry.name}`, bytes, store: entry.store, content };
    } finally {
      await content.return();
    }
    sums.add(Buffer.from(`${hash.digest('hex')}  ${entry.name}\n`));
  }
  const content = Readable.from(sums.take());
  yield { name: `${folder}/${SUMS_NAME}`, bytes: sums.bytes, store: false, content };
}

async function bytesOf({ name, source }: BundleEntry): Promise<number> {
  try {
    return await sourceBytes(source);
  } catch (error) {
    throw unreadable(name, error);
  }
}

// Not in the loop: there the engine would keep what each turn has left until it collects all of its garbage.
async function* read(
  { name, source }: BundleEntry,
  bytes: number,
  hash: Hash,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = bytes;
  try {
    for await (const chunk of readSource(source)) {
      left -= chunk.length;
      hash.update(chunk);
      onBytes(chunk.length);
      yield chunk;
    }
    if (left !== 0) throw new Error('it changed while it was read');
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): AppError {
  return new AppError('bundle-entry-unreadable', `can't read ${name} into the bundle: ${systemErrorReason(error)}`, {
    hint: 'run the batch again: what is missing is made again',
    cause: error,
  });
}
