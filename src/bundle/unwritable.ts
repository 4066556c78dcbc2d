import { dirname } from 'node:path';
import { AppError, systemErrorReason } from '../base/errors.ts';

/** The error for a folder into which no bundle can be written, with the system's words for it. */
export function bundleUnwritable(path: string, error: unknown): AppError {
  return new AppError('bundle-unwritable', `can't write the bundle in ${dirname(path)}: ${systemErrorReason(error)}`, {
    hint: 'free some space there, or name another folder for the bundles',
    cause: error,
  });
}
