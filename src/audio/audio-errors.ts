import { AppError } from '../base/errors.ts';

/** What can be done about a file that can't be used. */
export const REPLACE_HINT = 'replace the file or take it out of the library, then run again';

/** The error for a file that no audio can be had from, with the decoder's or the system's words for it. */
export function audioUnreadable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('audio-unreadable', `can't read the audio of ${path}: ${reason}`, { hint: REPLACE_HINT, cause });
}

/** The error for a decoder that ended in the middle of its work, with how it did. */
export function decoderDied(work: string, how: string): AppError {
  return new AppError('audio-decoder-died', `the decoder died ${work}: ${how}`, {
    hint: 'run again; if it dies at the same file, take that file out of the library',
  });
}

/** The error for a disc of which no FLAC can be made. */
export function flacFailed(wavPath: string, reason: string): AppError {
  return new AppError('flac-failed', `can't make a FLAC of ${wavPath}: ${reason}`, {
    hint: 'run it again, or with --audio wav',
  });
}
