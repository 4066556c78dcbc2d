/** The options of batches on the command line, as what is kept of them. */
import { resolve } from 'node:path';
import { MP3_BITRATES } from '../audio/mp3/size.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { BatchOptions, InsertOptions } from '../model/batch.ts';
import { parseCapacities } from './capacity.ts';

type Asked = Readonly<Record<string, unknown>>;

/** What is asked of a batch of which the orders have these media. Throws an AppError for what makes no sense. */
export function batchOptions(options: Asked, media: readonly string[]): BatchOptions {
  const { distinct, treatUnknownAs } = options;
  return {
    distinct: distinct === undefined ? null : distinct === true ? 1 : numberFrom(1, '--distinct', distinct),
    unknownIsClean: pick('--treat-unknown-as', treatUnknownAs, ['explicit', 'clean']) === 'clean',
    ...dataOptions(options, media),
    insert: insertOptions(options),
  };
}

function dataOptions({ capacity, dataForm, mp3 }: Asked, media: readonly string[]): Partial<BatchOptions> {
  const capacities = parseCapacities((capacity as string[] | undefined) ?? [], media);
  return {
    ...(Object.keys(capacities).length === 0 ? {} : { capacities }),
    ...(pick('--data-form', dataForm, ['iso', 'tree']) === 'tree' ? { dataForm: 'tree' } : {}),
    ...(mp3 === undefined ? {} : { mp3Bitrate: Number(pick('--mp3', mp3, MP3_BITRATES.map(String))) }),
  };
}

function insertOptions({ insert, paper, insertFont }: Asked): InsertOptions | null {
  const picked = pick('--paper', paper, ['a4', 'letter']);
  if (insert === false) return null;
  return { paper: picked, font: typeof insertFont === 'string' ? resolve(insertFont) : null };
}

/** One of the choices; the first where nothing is asked. */
function pick<Choice extends string>(flag: string, value: unknown, choices: readonly Choice[]): Choice {
  if (value === undefined) return choices[0]!;
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw new AppError('choice-unknown', `${flag} takes one of ${choices.join(', ')}, not ${JSON.stringify(value)}`, {
    hint: `write ${flag} ${choices[0]}`,
    exitCode: ExitCode.usage,
  });
}

/** A whole number. Throws AppError `not-a-number`. */
export function numberFrom(least: number, flag: string, text: unknown): number {
  const number = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= least) return number;
  throw new AppError('not-a-number', `${flag} takes a whole number from ${least}, not ${JSON.stringify(text)}`, {
    hint: `write ${flag} ${least}, and manifests before it`,
    exitCode: ExitCode.usage,
  });
}
