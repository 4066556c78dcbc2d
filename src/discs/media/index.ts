/**
 * The kinds of blank that discs are laid out for, those of audio first, smallest first. A new one is a file here and a line in the list.
 * Capacities are hard: no layout ever exceeds them.
 */
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, nearest } from '../../base/text.ts';
import type { AudioMedium, Medium } from '../../model/medium.ts';
import { bd100 } from './bd-100.ts';
import { bd25 } from './bd-25.ts';
import { bd50 } from './bd-50.ts';
import { cd21 } from './cd-21.ts';
import { cd63 } from './cd-63.ts';
import { cd74 } from './cd-74.ts';
import { cd80 } from './cd-80.ts';
import { cd90 } from './cd-90.ts';
import { cd99 } from './cd-99.ts';
import { dataCd21 } from './data-cd-21.ts';
import { dataCd63 } from './data-cd-63.ts';
import { dataCd74 } from './data-cd-74.ts';
import { dataCd80 } from './data-cd-80.ts';
import { dataCd90 } from './data-cd-90.ts';
import { dataCd99 } from './data-cd-99.ts';
import { dvdDl } from './dvd-dl.ts';
import { dvdMinusR } from './dvd-minus-r.ts';
import { dvdPlusR } from './dvd-plus-r.ts';
import { mp3Cd } from './mp3-cd.ts';

export const MEDIA: readonly Medium[] = [
  ...[cd21, cd63, cd74, cd80, cd90, cd99],
  ...[mp3Cd, dataCd21, dataCd63, dataCd74, dataCd80, dataCd90, dataCd99],
  ...[dvdPlusR, dvdMinusR, dvdDl, bd25, bd50, bd100],
];

export const DEFAULT_MEDIUM: AudioMedium = cd80;

/** The medium of that id. Throws `unknown-medium` where there is none. */
export function findMedium(id: string): Medium {
  const medium = MEDIA.find((one) => one.id === id);
  if (medium !== undefined) return medium;
  const ids = MEDIA.map((one) => one.id);
  const near = nearest(id, ids);
  throw new AppError('unknown-medium', `there is no medium "${escapeControl(id)}"`, {
    hint: near === undefined ? `choose one of ${ids.join(', ')}` : `did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}
