import { AppError, ExitCode } from '../../base/errors.ts';

/** The error for an archive that can't be read on: exit code 7. */
export function damaged(reason: string, cause?: unknown): AppError {
  return new AppError('bundle-damaged', reason, { hint: HINT, exitCode: ExitCode.damaged, cause });
}

/** The error for one file in an archive of which the others can be read: exit code 7. */
export function fileDamaged(reason: string, cause?: unknown): AppError {
  return new AppError('bundle-file-damaged', reason, { hint: HINT, exitCode: ExitCode.damaged, cause });
}

/** The error for an archive that asks for what is not done here. */
export function refused(reason: string, hint: string): AppError {
  return new AppError('bundle-refused', reason, { hint, exitCode: ExitCode.damaged });
}

const HINT = 'fetch it again, or run its order again';
