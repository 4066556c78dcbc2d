import { AppError, ExitCode } from '../base/errors.ts';

/** The whole number that a flag was given, or null where it was not given; throws `not-a-number` for anything else. */
export function wholeNumber(value: unknown, flag: string, least: number): number | null {
  if (value === undefined) return null;
  const number = /^\d+$/.test(String(value)) ? Number(value) : NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new AppError('not-a-number', `${flag} takes a whole number from ${least}, not ${JSON.stringify(value)}`, {
    hint: `write ${flag} 20`,
    exitCode: ExitCode.usage,
  });
}
