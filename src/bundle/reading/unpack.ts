import { createHash } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { partialOf, removeAbandonedPartials } from '../../base/atomic-file.ts';
import { AppError, ExitCode } from '../../base/errors.ts';
import { makeFolder } from '../../base/folder.ts';
import { SUMS_NAME } from '../items.ts';
import { openFile, piecesOf } from './byte-source.ts';
import { damaged, fileDamaged } from './damage.ts';
import type { OpenedArchive, StoredFile } from './opened-archive.ts';
import { isSums, parseSums, readSmall } from './sums.ts';
import { trustedFiles } from './trusted-files.ts';
import type { Fault, ReadOptions } from './verify.ts';

export interface Unpacked {
  /** Files that were written. */
  readonly written: number;
  /** Files that were there already, with the same bytes. */
  readonly kept: number;
  readonly bytes: number;
  /** Files that are broken or missing, and so were not written; empty where all is sound. */
  readonly faults: readonly Fault[];
}

/**
 * Unpacks a bundle below a folder: nothing is written anywhere else, each file is whole and proven by its SHA-256 before
 * it takes its name, and what is there already is never overwritten. So the same again goes on where it was stopped.
 *
 * @throws AppError `bundle-damaged`, `bundle-refused`, `file-in-the-way`; errors of the system
 */
export async function unpackBundle(archive: OpenedArchive, folder: string, options: ReadOptions): Promise<Unpacked> {
  const { limits, signal, onProgress } = options;
  const sums = await readSums(archive, options);
  const missing = new Set(sums.keys());
  const faults: Fault[] = [];
  let [written, kept, bytes] = [0, 0, 0];
  const folders = folderMaker(folder);
  await folders('');
  for await (const file of trustedFiles(archive, limits)) {
    const sum = isSums(file.name) ? null : sums.get(file.name);
    if (sum === undefined) {
      faults.push(faultOf(file.name, 'file-unlisted', `it is not in ${SUMS_NAME}`));
      continue;
    }
    missing.delete(file.name);
    const target = join(folder, file.name);
    await folders(dirname(file.name));
    try {
      const pieces = watched(file, signal, (length) => {
        bytes += length;
        onProgress?.(bytes);
      });
      if (await keepsFile(target, file, pieces, sum)) kept++;
      else {
        await writeFile(target, pieces, sum);
        written++;
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'bundle-file-damaged') throw error;
      faults.push(faultOf(file.name, error.code, error.message));
    }
  }
  for (const name of missing) faults.push(faultOf(name, 'file-missing', 'it is missing'));
  return { written, kept, bytes, faults };
}

/**
 * Looks for the list, and whether there is anything to be refused, before anything is written: a compressed tar is gone
 * through once for that alone.
 */
async function readSums(archive: OpenedArchive, { limits, signal }: ReadOptions): Promise<Map<string, string>> {
  let sums: Map<string, string> | null = null;
  for await (const file of trustedFiles(archive, limits)) {
    signal?.throwIfAborted();
    if (isSums(file.name)) sums = parseSums((await readSmall(file)).toString('utf8'), file.name.split('/')[0]!);
  }
  if (sums !== null) return sums;
  throw damaged(`it has no ${SUMS_NAME}, so nothing in it can be proven`);
}

async function* watched(
  file: StoredFile,
  signal: AbortSignal | undefined,
  onPiece: (bytes: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of file.content()) {
    signal?.throwIfAborted();
    onPiece(piece.length);
    yield piece;
  }
}

/** Makes folders below one, each once; a link in the place of one would lead elsewhere. */
function folderMaker(root: string): (name: string) => Promise<void> {
  const made = new Set<string>();
  return async (name) => {
    const parts = name === '' || name === '.' ? [] : name.split('/');
    for (let n = 0; n <= parts.length; n++) {
      const path = join(root, ...parts.slice(0, n));
      if (made.has(path)) continue;
      if (n === 0) makeFolder(path);
      else await mkdir(path).catch(() => undefined);
      if (n > 0 && !(await lstat(path)).isDirectory()) throw inTheWay(path);
      await removeAbandonedPartials(path);
      made.add(path);
    }
  };
}

/** Whether the file is there already, with the bytes that it should have; false where nothing is there. */
async function keepsFile(
  target: string,
  file: StoredFile,
  pieces: AsyncIterable<Buffer>,
  sum: string | null,
): Promise<boolean> {
  const there = await lstat(target).catch(() => null);
  if (there === null) return false;
  if (!there.isFile() || there.size !== file.bytes) throw inTheWay(target);
  const wanted = await digestOf(pieces);
  if (sum !== null && wanted !== sum) throw fileDamaged('its SHA-256 is wrong');
  const source = await openFile(target);
  try {
    if ((await digestOf(piecesOf(source, 0, source.bytes))) !== wanted) throw inTheWay(target);
  } finally {
    await source.close();
  }
  return true;
}

async function digestOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function writeFile(target: string, pieces: AsyncIterable<Buffer>, sum: string | null): Promise<void> {
  const partial = partialOf(target);
  const hash = createHash('sha256');
  try {
    const file = await open(partial, 'wx');
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (sum !== null && hash.digest('hex') !== sum) throw fileDamaged('its SHA-256 is wrong');
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function faultOf(name: string, code: string, message: string): Fault {
  return { file: name.slice(name.indexOf('/') + 1), code, message };
}

function inTheWay(path: string): AppError {
  return new AppError('file-in-the-way', `${path} is there already and is something else`, {
    hint: 'name an empty folder, or move it away',
    exitCode: ExitCode.failure,
  });
}
