import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError, ExitCode, systemErrorReason } from '../base/errors.ts';

/** A file on its way. */
export interface Parcel {
  /** Names the delivery: the same for the same bytes under the same name to the same target. */
  readonly key: string;
  /** Absolute path here. */
  readonly path: string;
  /** Its name there: one safe part of a path. */
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A file as it lies here. */
export interface LocalFile extends Omit<Parcel, 'key'> {
  /** When it was written, in nanoseconds. */
  readonly writtenAt: string;
}

/** Looks at a file and hashes it. Throws AppError `file-unreadable` or `file-unsendable`. */
export async function inspectFile(file: string, signal?: AbortSignal): Promise<LocalFile> {
  const path = resolve(file);
  const name = basename(path);
  const stamp = await stampOf(path);
  if (!/^[^\u0000-\u001f\u007f/\\]+$/.test(name)) {
    throw unsendable(`the name ${JSON.stringify(name)} has characters that no target takes`, 'give it another name');
  }
  return { path, name, ...stamp, sha256: await hashFile(path, signal) };
}

/** Size and time of a regular file. */
export async function stampOf(path: string): Promise<Pick<LocalFile, 'bytes' | 'writtenAt'>> {
  const info = await stat(path, { bigint: true }).catch((error: unknown) => {
    throw new AppError('file-unreadable', `can't read the file ${path}: ${systemErrorReason(error)}`, {
      hint: 'name a file that is there',
      exitCode: ExitCode.usage,
      cause: error,
    });
  });
  if (!info.isFile()) throw unsendable(`${path} is not a file`, 'only files are sent: name the bundles in it');
  return { bytes: Number(info.size), writtenAt: String(info.mtimeNs) };
}

async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readPieces(path, 0, signal)) hash.update(piece);
  return hash.digest('hex');
}

/** The bytes of a file from `start`, in pieces of 1 MiB. Throws the signal's reason between them. */
export async function* readPieces(path: string, start: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  for await (const piece of createReadStream(path, { start, highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    yield piece;
    signal?.throwIfAborted();
  }
}

function unsendable(message: string, hint: string): AppError {
  return new AppError('file-unsendable', message, { hint, exitCode: ExitCode.usage });
}
