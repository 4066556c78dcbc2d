/**
 * Entries in, one ZIP file out. The same entries give the same bytes: they follow each other in their order and carry a
 * fixed date and mode. Each is hashed while it is read, once; SHA256SUMS comes last.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ZipArchive } from 'archiver';
import { writeStream } from '../base/atomic-file.ts';
import { AppError, systemErrorReason } from '../base/errors.ts';
import type { BundleEntry } from './entry.ts';
import { readSource } from './read-source.ts';

export interface PackOptions {
  readonly signal?: AbortSignal;
  /** Gets the bytes of all entries that have been read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** The first moment that a ZIP can tell. */
const DATE = new Date('1980-01-01T00:00:00Z');
const MODE = 0o644;

/**
 * Packs the entries, below one folder, into a ZIP file at `path`, ZIP64 where it has to be. The file is complete and
 * closed when this resolves; when it rejects, what is there is worthless.
 *
 * @throws AppError `bundle-unwritable`, `bundle-entry-unreadable`; the signal's reason when aborted
 */
export async function packZip(
  path: string,
  folder: string,
  entries: readonly BundleEntry[],
  { signal, onProgress = () => undefined }: PackOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 9 } });
  const output = writeStream(path);
  const failed = new AbortController();
  const fail = (error: unknown): void => failed.abort(error);
  const stop = AbortSignal.any(signal === undefined ? [failed.signal] : [failed.signal, signal]);

  const appended = appendAll(archive, folder, entries, onProgress, stop);
  await Promise.all([
    // What it promises is kept by the pipeline; after a failure it would never settle.
    appended.then(() => void archive.finalize().catch(fail)).catch(fail),
    pipeline(archive, output, { signal: stop }).catch(fail),
  ]);
  await closed(output);
  signal?.throwIfAborted();
  if (failed.signal.aborted) throw unwritable(path, failed.signal.reason);
}

async function appendAll(
  archive: ZipArchive,
  folder: string,
  entries: readonly BundleEntry[],
  onProgress: (bytes: number) => void,
  stop: AbortSignal,
): Promise<void> {
  const sums: string[] = [];
  let bytes = 0;
  for (const { name, source, store } of entries) {
    const hash = createHash('sha256');
    const stream = readSource(source);
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      onProgress((bytes += chunk.length));
    });
    await append(archive, `${folder}/${name}`, stream, store, stop);
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }
  await append(archive, `${folder}/SHA256SUMS`, readSource({ text: sums.join('') }), false, stop);
}

/** Appends one entry and waits until it is in the archive and its source is closed. */
async function append(
  archive: ZipArchive,
  name: string,
  stream: Readable,
  store: boolean,
  stop: AbortSignal,
): Promise<void> {
  const appended = once(archive, 'entry', { signal: stop });
  stream.once('error', (error) => archive.destroy(unreadable(name, error)));
  archive.append(stream, { name, store, date: DATE, mode: MODE });
  try {
    await appended;
  } finally {
    stream.destroy();
    await closed(stream);
  }
}

function closed(stream: Readable | Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', resolve);
  });
}

function unreadable(name: string, error: unknown): AppError {
  return new AppError('bundle-entry-unreadable', `can't read ${name} into the bundle: ${systemErrorReason(error)}`, {
    hint: 'run the batch again: what is missing is made again',
    cause: error,
  });
}

function unwritable(path: string, error: unknown): unknown {
  if (error instanceof AppError) return error;
  return new AppError('bundle-unwritable', `can't write the bundle in ${dirname(path)}: ${systemErrorReason(error)}`, {
    hint: 'free some space there, or name another folder for the bundles',
    cause: error,
  });
}
