import { readFileSync, statSync } from 'node:fs';
import { AppError, ExitCode, systemErrorCode, systemErrorReason } from '../base/errors.ts';

/** Gives the secret of that name, or null. Nobody keeps what it gives. */
export type Secrets = (name: string) => string | null;

/**
 * Secrets from the environment and, for those that it lacks, from a file of lines NAME=VALUE that only its owner may
 * read. The file is read when the first secret is asked for.
 *
 * @param mustExist whether somebody has named the file, so that it is a mistake where it isn't there
 */
export function secretsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  path: string,
  mustExist: boolean,
): Secrets {
  let fromFile: ReadonlyMap<string, string> | undefined;
  return (name) => {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
    fromFile ??= readSecretLines(path, mustExist);
    return fromFile.get(name) || null;
  };
}

function readSecretLines(path: string, mustExist: boolean): Map<string, string> {
  const text = readPrivateFile(path);
  if (text === null && mustExist) throw unusable(path, 'no such file or folder', 'name a file that is there');
  const lines = (text ?? '').split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line, i) => {
      const at = line.indexOf('=');
      if (at < 1) throw unusable(path, `its entry ${i + 1} is not NAME=VALUE`, 'write a line NAME=VALUE for each');
      return [line.slice(0, at).trim(), line.slice(at + 1)];
    }),
  );
}

/** The text of a file that only its owner may read; null where there is none. Throws AppError `credentials-unsafe`. */
export function readPrivateFile(path: string): string | null {
  try {
    const { mode, uid } = statSync(path);
    const isOurs = process.getuid === undefined || uid === process.getuid() || process.getuid() === 0;
    if (process.platform !== 'win32' && (!isOurs || (mode & 0o077) !== 0)) {
      throw new AppError('credentials-unsafe', `others may read or write the credentials in ${path}`, {
        hint: `keep them to yourself: chmod 600 ${path}`,
        exitCode: ExitCode.notAllowed,
      });
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw unusable(path, systemErrorReason(error), 'mend its permissions');
  }
}

/** The secret of that name, which the target can't do without. */
export function needed(secrets: Secrets, name: string, target: string): string {
  const value = secrets(name);
  if (value !== null) return value;
  throw new AppError('credentials-missing', `${target} needs ${name}`, {
    hint: `set ${name} in the environment, or in the file credentials of the workspace`,
    exitCode: ExitCode.usage,
  });
}

function unusable(path: string, reason: string, hint: string): AppError {
  return new AppError('credentials-unusable', `can't use the credentials in ${path}: ${reason}`, {
    hint,
    exitCode: ExitCode.usage,
  });
}
