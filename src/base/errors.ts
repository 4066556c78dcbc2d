/**
 * Exit codes, and the two ways in which things go wrong.
 *
 * A mistake in somebody's input is a `Problem` (see problem.ts): collected, never thrown. A broken precondition is an
 * `AppError`: thrown, with a stable code, the exit code it leads to and a hint on what to do next. Anything else that
 * is thrown is a bug and ends with its trace.
 */
export const ExitCode = {
  done: 0,
  failure: 1,
  usage: 2,
  someOrdersFailed: 3,
  waiting: 4,
  notAllowed: 5,
  locked: 6,
  damaged: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export interface AppErrorDetails {
  /** What the user can do about it: one phrase, lower case, no full stop. */
  readonly hint?: string;
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

export class AppError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  /** @param code stable, kebab-case, part of the JSON contract */
  constructor(code: string, message: string, details: AppErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.exitCode = details.exitCode ?? ExitCode.failure;
    this.hint = details.hint;
  }
}

/** The code of a Node system error (`ENOSPC`, `EACCES`, ...), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && typeof code === 'string' ? code : undefined;
}

/** Tells in plain words why the system refused a file, e.g. `no space left on the device`. */
export function systemErrorReason(error: unknown): string {
  const code = systemErrorCode(error);
  return (code !== undefined && REASONS[code]) || (error instanceof Error ? error.message : String(error));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EAI_AGAIN: "its name can't be looked up now",
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was lost',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file of that name is in the way',
  EFBIG: 'the file is too large for this file system',
  EIO: 'the device reports an input/output error',
  EHOSTUNREACH: 'there is no way to it',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'the links form a loop',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENETUNREACH: 'there is no way to its network',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'it is not a folder',
  ENOTFOUND: 'there is no host of that name',
  EPERM: 'not permitted',
  EPIPE: 'the connection was lost',
  EROFS: 'the file system is read-only',
  ETIMEDOUT: 'it does not answer',
};
