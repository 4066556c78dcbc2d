import { AppError, ExitCode } from '../base/errors.ts';
import type { MadeDisc } from '../discs/made-disc.ts';
import type { Copy } from '../model/disc.ts';

/** The copies that `--copy` asks for by number or serial, all where it was not given. Throws AppError `unknown-copy`. */
export function pickCopies({ copies }: Pick<MadeDisc, 'copies'>, asked: unknown): readonly Copy[] {
  if (asked === undefined) return copies;
  return (asked as string[]).map((text) => {
    const found = copies.find(({ number, serial }) => String(number) === text || serial === text);
    if (found !== undefined) return found;
    throw new AppError('unknown-copy', `there is no copy ${JSON.stringify(text)} of this disc`, {
      hint: `name one of ${copies.length === 1 ? '1' : `1 to ${copies.length}`}, or a serial number`,
      exitCode: ExitCode.usage,
    });
  });
}
