import { parseDuration } from '../base/duration.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { CommandOption } from './command.ts';

export const TOLERANCE_OPTION: CommandOption = {
  flags: '--tolerance <length>',
  summary: 'what the lengths of a list and of the library may differ by; by default 3s',
};

/** Whole milliseconds, or undefined where nothing is asked for. */
export function parseTolerance(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const text = value as string;
  const ms = /^\d{1,5}$/.test(text.trim()) ? Number(text) * 1000 : parseDuration(text);
  if (ms !== null) return ms;
  throw new AppError('bad-tolerance', `--tolerance takes a length, not ${JSON.stringify(value)}`, {
    hint: 'write --tolerance 3s',
    exitCode: ExitCode.usage,
  });
}
