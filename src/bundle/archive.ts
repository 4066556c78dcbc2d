/**
 * Entries in, one archive out. The same entries give the same bytes: they follow each other in their order and carry a
 * fixed date and mode. Each is hashed while it is read, once; SHA256SUMS comes last.
 */
import { AppError } from '../base/errors.ts';
import type { ArchiveId } from '../model/packing.ts';
import type { Stage } from './archives/archive-kind.ts';
import { ARCHIVES } from './archives/index.ts';
import type { BundleEntry } from './entry.ts';
import { packItems } from './items.ts';
import { inPages } from './pages.ts';
import { bundleUnwritable } from './unwritable.ts';
import { writeFile } from './write-file.ts';
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
    else {
      const packed = (await kind.open(level))(items);
      await writeFile(path, inPages(seal === null ? packed : seal(packed)), signal);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof AppError ? error : bundleUnwritable(path, error);
  } finally {
    // Whatever became of it, every source is closed.
    await items.return();
  }
}
