import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ExitCode } from '../base/errors.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * The folder of the disc that `--disc` asks for in an unpacked bundle, or of its only one; what is no such folder is given back.
 *
 * @throws AppError `unknown-disc`, `not-a-number`
 */
export async function pickDisc(path: string, asked: unknown): Promise<string> {
  const number = wholeNumber(asked, '--disc', 1);
  const names = await readdir(path).catch((): string[] => []);
  const discs = names.includes('disc.json') ? [] : names.filter((name) => /^disc-\d{1,6}$/.test(name));
  if (number === null && discs.length === 0) return path;
  if (number === null && discs.length === 1) return join(path, discs[0]!);
  if (discs.includes(`disc-${number}`)) return join(path, `disc-${number}`);
  const which = number === null ? `there are ${discs.length} discs in it: which?` : `there is no disc ${number} in it`;
  throw new AppError('unknown-disc', which, {
    hint:
      discs.length === 0 ? 'leave out --disc' : `add --disc 1${discs.length === 1 ? '' : `, up to ${discs.length}`}`,
    exitCode: ExitCode.usage,
  });
}
