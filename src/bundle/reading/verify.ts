import { createHash } from 'node:crypto';
import { AppError } from '../../base/errors.ts';
import { SUMS_NAME } from '../items.ts';
import { faultsOfContent, isLookedInto } from './content-check.ts';
import type { OpenedArchive, StoredFile } from './opened-archive.ts';
import { isSums, parseSums } from './sums.ts';
import { trustedFiles, type Limits } from './trusted-files.ts';

/** What is wrong with a bundle, or with one file of it. */
export interface Fault {
  /** Below the bundle's folder; null where it is the archive itself. */
  readonly file: string | null;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
}

export interface Verification {
  /** That were read, with the list of checksums. */
  readonly files: number;
  readonly bytes: number;
  /** Empty where all is sound. */
  readonly faults: readonly Fault[];
}

export interface ReadOptions {
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** Gets the bytes of all files that have been read so far. */
  readonly onProgress?: (bytes: number) => void;
}

interface Read {
  /** By name; null where the file could not be read to its end. */
  readonly digests: Map<string, string | null>;
  /** Texts that are looked into, by name. */
  readonly texts: Map<string, string>;
  readonly faults: Fault[];
  bytes: number;
  isWhole: boolean;
}

/**
 * Reads a bundle from beginning to end, each byte once: its structure, the sum of each file, and whether sheets and JSON
 * are sound and name only files that are there. What is wrong with it is returned, not thrown.
 */
export async function verifyBundle(archive: OpenedArchive, options: ReadOptions): Promise<Verification> {
  const read = await readAll(archive, options);
  const faults = [...read.faults, ...(read.isWhole ? [...faultsOfSums(read), ...faultsOfContent(read)] : [])];
  return { files: read.digests.size, bytes: read.bytes, faults };
}

async function readAll(archive: OpenedArchive, { limits, signal, onProgress }: ReadOptions): Promise<Read> {
  const read: Read = { digests: new Map(), texts: new Map(), faults: [], bytes: 0, isWhole: false };
  let current: string | null = null;
  try {
    for await (const file of trustedFiles(archive, limits)) {
      current = file.name;
      const digest = await digestOf(file, read, signal, onProgress);
      read.digests.set(file.name, digest);
      current = null;
    }
    read.isWhole = true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    read.faults.push({ file: current && below(current), code: error.code, message: error.message });
  }
  return read;
}

/** SHA-256 of a file; null where it is broken, which is then among the faults. */
async function digestOf(
  file: StoredFile,
  read: Read,
  signal: AbortSignal | undefined,
  onProgress: ReadOptions['onProgress'],
): Promise<string | null> {
  const hash = createHash('sha256');
  const pieces: Buffer[] | null = isSums(file.name) || isLookedInto(file) ? [] : null;
  try {
    for await (const piece of file.content()) {
      signal?.throwIfAborted();
      hash.update(piece);
      pieces?.push(piece);
      read.bytes += piece.length;
      onProgress?.(read.bytes);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bundle-file-damaged') throw error;
    read.faults.push({ file: below(file.name), code: error.code, message: error.message });
    return null;
  }
  if (pieces) read.texts.set(file.name, Buffer.concat(pieces).toString('utf8'));
  return hash.digest('hex');
}

/** Files whose sum is wrong, that are missing, or of which the list knows nothing. */
function faultsOfSums({ digests, texts }: Read): Fault[] {
  const list = [...digests.keys()].find(isSums);
  const text = list === undefined ? undefined : texts.get(list);
  if (list === undefined || text === undefined) {
    return list === undefined ? [{ file: null, code: 'sums-missing', message: `it has no ${SUMS_NAME}` }] : [];
  }
  let sums: ReadonlyMap<string, string>;
  try {
    sums = parseSums(text, list.split('/')[0]!);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ file: SUMS_NAME, code: 'sums-broken', message: error.message }];
  }
  const faults: Fault[] = [];
  const tell = (name: string, code: string, message: string): void => {
    faults.push({ file: below(name), code, message });
  };
  for (const [name, sum] of sums) {
    const digest = digests.get(name);
    if (digest === undefined) tell(name, 'file-missing', 'it is missing');
    else if (digest !== null && digest !== sum) tell(name, 'sum-wrong', 'its SHA-256 is wrong');
  }
  for (const name of digests.keys()) {
    if (name !== list && !sums.has(name)) tell(name, 'file-unlisted', `it is not in ${SUMS_NAME}`);
  }
  return faults;
}

/** The name as the list of checksums tells it. */
function below(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
