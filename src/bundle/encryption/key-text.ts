import { open, type FileHandle } from 'node:fs/promises';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../../base/errors.ts';

/** Far more than any file of keys or passphrase takes: what is longer is none. */
const MOST_BYTES = 1 << 20;

/**
 * The text of a file of keys, or of a passphrase: UTF-8, at most 1 MiB. With `isSecret` the file must be its owner's alone.
 *
 * @param what names it in messages: `the passphrase`
 * @throws AppError `key-unreadable`, `key-not-private`
 */
export async function readKeyText(path: string, what: string, isSecret: boolean): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const info = await file.stat();
    if (isSecret && info.isFile() && (info.mode & 0o077) !== 0 && process.platform !== 'win32') throw notPrivate(path);
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read)
      read = (await file.read(bytes, length, bytes.length - length, null)).bytesRead;
    return textOf(bytes.subarray(0, length));
  } catch (error) {
    throw unreadable(`${what} from ${path}`, error);
  } finally {
    await file?.close();
  }
}

/** The same from an open descriptor, which is closed then. */
export function readKeyDescriptor(descriptor: number, what: string): string {
  try {
    fstatSync(descriptor);
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (descriptor > 2) closeSync(descriptor);
    return textOf(bytes.subarray(0, length));
  } catch (error) {
    throw unreadable(`${what} from the descriptor ${descriptor}`, error);
  }
}

function textOf(bytes: Buffer): string {
  if (bytes.length > MOST_BYTES) throw new Error('it is longer than 1 MiB');
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function notPrivate(path: string): AppError {
  return new AppError('key-not-private', `others can read ${path}`, {
    hint: `chmod 600 ${path}, and think of what they may have read`,
    exitCode: ExitCode.usage,
  });
}

function unreadable(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason =
    systemErrorCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : systemErrorReason(error);
  return new AppError('key-unreadable', `can't read ${what}: ${reason}`, {
    hint: 'check the name and its permissions',
    exitCode: ExitCode.usage,
    cause: error,
  });
}
