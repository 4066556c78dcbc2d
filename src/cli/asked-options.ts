/** The options of batches on the command line, as what is kept of them. */
import { resolve } from 'node:path';
import { MP3_BITRATES } from '../audio/mp3/size.ts';
import { AppError, ExitCode } from '../base/errors.ts';
import type { BatchOptions, InsertOptions } from '../model/batch.ts';
import { oneOf, readAudioOptions } from './audio-options.ts';
import { readPacking } from './packing.ts';
import { parseCapacities } from './capacity.ts';

type Asked = Readonly<Record<string, unknown>>;

/** What is asked of a batch of which the orders have these media. Throws an AppError for what makes no sense. */
export async function batchOptions(options: Asked, media: readonly string[]): Promise<BatchOptions> {
  const { distinct, treatUnknownAs } = options;
  const audio = readAudioOptions(options);
  const packing = await readPacking(options);
  if (packing?.audio === 'flac' && audio !== undefined && (audio.layout !== 'image' || audio.bin || audio.ddp)) {
    throw new AppError('flac-and-raw', '--audio flac takes the place of disc.wav alone', {
      hint: 'leave out --layout, --bin and --ddp, or --audio flac',
      exitCode: ExitCode.usage,
    });
  }
  return {
    distinct: distinct === undefined ? null : distinct === true ? 1 : numberFrom(1, '--distinct', distinct),
    unknownIsClean: oneOf(['explicit', 'clean'], '--treat-unknown-as', treatUnknownAs) === 'clean',
    ...(audio === undefined ? {} : { audio }),
    ...(packing === null ? {} : { packing }),
    ...dataOptions(options, media),
    insert: insertOptions(options),
  };
}

function dataOptions({ capacity, dataForm, mp3 }: Asked, media: readonly string[]): Partial<BatchOptions> {
  const capacities = parseCapacities((capacity as string[] | undefined) ?? [], media);
  return {
    ...(Object.keys(capacities).length === 0 ? {} : { capacities }),
    ...(oneOf(['iso', 'tree'], '--data-form', dataForm) === 'tree' ? { dataForm: 'tree' } : {}),
    ...(mp3 === undefined ? {} : { mp3Bitrate: Number(oneOf(MP3_BITRATES.map(String), '--mp3', mp3)) }),
  };
}

function insertOptions({ insert, paper, insertFont }: Asked): InsertOptions | null {
  const picked = oneOf(['a4', 'letter'], '--paper', paper);
  if (insert === false) return null;
  return { paper: picked, font: typeof insertFont === 'string' ? resolve(insertFont) : null };
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
