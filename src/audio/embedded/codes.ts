import { FFmpegError } from 'node-av/lib';

/** FFmpeg's words for one of its error codes, e.g. `Invalid data found when processing input`. */
export function wordsFor(code: number): string {
  return FFmpegError.strerror(code);
}

/** Throws FFmpeg's words where a call has failed, that is, returned a negative number. */
export function check(code: number): void {
  if (code < 0) throw new Error(wordsFor(code));
}
