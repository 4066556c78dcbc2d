import { parseBytes } from '../base/bytes.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import { LIMITS, type Limits } from '../bundle/reading/trusted-files.ts';
import type { CommandOption } from './command.ts';
import { wholeNumber } from './whole-number.ts';

/** For commands that read whole bundles. */
export const LIMIT_OPTIONS: readonly CommandOption[] = [
  { flags: '--max-files <number>', summary: 'files that a bundle may hold; by default 1000000' },
  { flags: '--max-size <size>', summary: 'what it may unpack to; by default 200GB' },
  {
    flags: '--max-ratio <number>',
    summary: 'times its own size that it may unpack to, from 100 MB on; by default 200',
  },
];

/** The limits that options tell, or the usual ones. */
export function limitsFrom(options: Readonly<Record<string, unknown>>): Limits {
  const size = options['maxSize'];
  const bytes = size === undefined ? LIMITS.bytes : parseBytes(size as string);
  if (bytes === null) {
    throw new AppError('not-a-size', `--max-size takes a size, not ${JSON.stringify(size)}`, {
      hint: 'write --max-size 200GB',
      exitCode: ExitCode.usage,
    });
  }
  return {
    files: wholeNumber(options['maxFiles'], '--max-files', 1) ?? LIMITS.files,
    bytes,
    ratio: wholeNumber(options['maxRatio'], '--max-ratio', 1) ?? LIMITS.ratio,
  };
}
