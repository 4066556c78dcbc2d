/**
 * Entries in, one archive out. The same entries give the same bytes: they follow each other in their order and carry a
 * fixed date and mode. Each is hashed while it is read, once; SHA256SUMS comes last.
 */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeStream } from '../base/atomic-file.ts';
import { AppError } from '../base/errors.ts';
import type { ArchiveId } from '../model/packing.ts';
import type { OpenArchive, Stage } from './archives/archive-kind.ts';
import { ARCHIVES } from './archives/index.ts';
import type { BundleEntry } from './entry.ts';
import { packItems, type PackItem } from './items.ts';
import { bundleUnwritable } from './unwritable.ts';
import { writeFolder } from './write-folder.ts';

export interface PackOptions {
  readonly archive?: ArchiveId;
  /** By the measure of the archive; null: as suits it. */
  readonly level?: number | null;
  /** Encrypts the archive on its way to the file. */
  readonly seal?: Stage | null;
  readonly signal?: AbortSignal;
  /** Gets the bytes of all entries that have been read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/**
 * Packs the entries, below one folder, into an archive at `path`; unless told otherwise, a ZIP. It is complete and
 * closed when this resolves; when it rejects, what is there is worthless.
 *
 * @throws AppError `bundle-unwritable`, `bundle-entry-unreadable`, `zstd-missing`; the signal's reason when aborted
 */
export async function packArchive(
  path: string,
  folder: string,
  entries: readonly BundleEntry[],
  { archive = 'zip', level = null, seal = null, signal, onProgress = () => undefined }: PackOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  const kind = ARCHIVES[archive];
  const items = packItems(folder, entries, onProgress);
  try {
    if (kind.form === 'folder') await writeFolder(path, items, signal);
    else await writeArchive(path, await kind.open(level), items, seal, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof AppError ? error : bundleUnwritable(path, error);
  }
}

async function writeArchive(
  path: string,
  open: OpenArchive,
  items: AsyncIterable<PackItem>,
  seal: Stage | null,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { archive, stages } = open;
  const output = writeStream(path);
  const failed = new AbortController();
  const filled = fill(open, items, failed.signal).then(
    // What it promises is kept by the pipeline; after a failure it would never settle.
    () => void archive.finalize().catch(() => undefined),
    (error: unknown) => void archive.destroy(error as Error),
  );
  const bytes = [...stages, ...(seal === null ? [] : [seal])].reduce<AsyncIterable<Uint8Array>>(
    (source, stage) => stage(source),
    archive,
  );
  try {
    await pipeline(bytes, output, signal === undefined ? {} : { signal });
  } finally {
    failed.abort();
    await Promise.all([filled, closed(output)]);
  }
}

/** Appends each item and waits until it is in the archive and its source is closed. */
async function fill(open: OpenArchive, items: AsyncIterable<PackItem>, failed: AbortSignal): Promise<void> {
  for await (const item of items) {
    const appended = once(open.archive, 'entry', { signal: failed });
    item.content.once('error', (error) => open.archive.destroy(error));
    open.append(item);
    try {
      await appended;
    } finally {
      item.content.destroy();
      await closed(item.content);
    }
  }
}

function closed(stream: Readable | Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', resolve);
  });
}
