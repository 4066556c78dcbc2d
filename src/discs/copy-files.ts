import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError, systemErrorCode } from '../base/errors.ts';

/** A file of a disc and where its content comes from. */
export interface DiscFile {
  /** On the disc, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** `late`: what is known only after all files before it, by their SHA-256. */
  readonly content: { readonly path: string } | { readonly late: (sums: Sums) => Uint8Array };
}

/** SHA-256 in lower-case hex, by paths on the disc. */
export type Sums = ReadonlyMap<string, string>;

/** Writes a piece of a file, all of it; `offset` is its place in the file. */
export type Write = (bytes: Uint8Array, offset: number) => Promise<void>;

export interface CopyOptions {
  readonly signal?: AbortSignal;
  /** Gets the bytes of all files that have been copied so far. */
  readonly onProgress?: (bytes: number) => void;
}

const CHUNK_BYTES = 1 << 20;

/**
 * Copies files, one after the other, and hashes each while it is read, the only time that it is. `to` is given each file
 * and does its copying with what it gives back. Memory is the same for files of any size.
 *
 * @throws AppError `audio-changed` where a file is not as long as it is said to be; the system's errors; the signal's reason
 */
export async function copyFiles(
  files: readonly DiscFile[],
  to: (file: DiscFile, index: number, copy: (write: Write) => Promise<void>) => Promise<void>,
  { signal, onProgress = () => undefined }: CopyOptions = {},
): Promise<Sums> {
  const sums = new Map<string, string>();
  const buffers = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)] as const;
  let done = 0;
  for (const [index, file] of files.entries()) {
    const hash = createHash('sha256');
    await to(file, index, async (write) => {
      const counted: Write = async (bytes, offset) => {
        signal?.throwIfAborted();
        await write(bytes, offset);
        onProgress((done += bytes.length));
      };
      if ('path' in file.content) return copyFile(file.content.path, file.bytes, counted, hash, buffers);
      const bytes = file.content.late(sums);
      if (bytes.length !== file.bytes) throw new Error(`${file.path} has ${bytes.length} bytes, not ${file.bytes}`);
      hash.update(bytes);
      await counted(bytes, 0);
    });
    sums.set(file.path, hash.digest('hex'));
  }
  return sums;
}

/** Reads the next piece, hashes this one and writes it, all at once. */
async function copyFile(
  path: string,
  bytes: number,
  write: Write,
  hash: Hash,
  buffers: readonly [Buffer, Buffer],
): Promise<void> {
  const source = await openSource(path);
  try {
    if ((await source.stat()).size !== bytes) throw changed(path);
    const read = async (buffer: Buffer, offset: number): Promise<Buffer> => {
      const wanted = Math.min(CHUNK_BYTES, bytes - offset);
      if (wanted === 0) return buffer.subarray(0, 0);
      const { bytesRead } = await source.read(buffer, 0, wanted, offset);
      if (bytesRead === 0) throw changed(path);
      return buffer.subarray(0, bytesRead);
    };
    let [now, other] = buffers;
    let piece = await read(now, 0);
    for (let offset = 0; offset < bytes;) {
      const end = offset + piece.length;
      const work = Promise.all([read(other, end), write(piece, offset)]);
      hash.update(piece);
      [piece] = await work;
      [now, other] = [other, now];
      offset = end;
    }
  } finally {
    await source.close();
  }
}

async function openSource(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') throw changed(path, 'is gone');
    throw error;
  }
}

/** The error for a file that is no longer what the library knows. */
export function changed(path: string, how = 'has changed'): AppError {
  return new AppError('audio-changed', `${path} ${how} since it was scanned`, {
    hint: 'run again with --library DIR, which scans it again',
  });
}

/** Writes bytes at a place of an open file; a system may take them in parts. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}
