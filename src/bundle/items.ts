import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError, systemErrorReason } from '../base/errors.ts';
import type { BundleEntry } from './entry.ts';
import { readSource, sourceBytes } from './read-source.ts';

/** One file on its way into an archive. */
export interface PackItem {
  /** Path in the archive, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
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
  const sums: string[] = [];
  let total = 0;
  for (const { name, source, store } of entries) {
    const hash = createHash('sha256');
    async function* read(): AsyncGenerator<Buffer, void, undefined> {
      try {
        for await (const chunk of readSource(source) as AsyncIterable<Buffer>) {
          hash.update(chunk);
          onProgress((total += chunk.length));
          yield chunk;
        }
      } catch (error) {
        throw unreadable(name, error);
      }
    }
    const bytes = await sourceBytes(source).catch((error: unknown) => Promise.reject(unreadable(name, error)));
    yield { name: `${folder}/${name}`, bytes, store, content: Readable.from(read()) };
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }
  const text = Buffer.from(sums.join(''));
  yield { name: `${folder}/${SUMS_NAME}`, bytes: text.length, store: false, content: Readable.from([text]) };
}

function unreadable(name: string, error: unknown): AppError {
  return new AppError('bundle-entry-unreadable', `can't read ${name} into the bundle: ${systemErrorReason(error)}`, {
    hint: 'run the batch again: what is missing is made again',
    cause: error,
  });
}
