import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { AppError, systemErrorCode, systemErrorReason } from '../base/errors.ts';
import { audioUnreadable } from './audio-errors.ts';

/** Sees to it that a path leads to a file that may be read. Throws AppError `audio-missing` or `audio-unreadable`. */
export async function checkSourceFile(path: string): Promise<void> {
  try {
    // Asked before the file is opened: opening a named pipe would wait for its other end.
    if (!(await stat(path)).isFile()) throw audioUnreadable(path, 'it is not a file');
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (systemErrorCode(error) !== 'ENOENT') throw audioUnreadable(path, systemErrorReason(error), error);
    throw new AppError('audio-missing', `the audio file ${path} is gone`, {
      hint: 'put it back, or scan the library again without it, then run again',
      cause: error,
    });
  }
}
