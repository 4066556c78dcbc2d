/**
 * The kinds of blank that discs are laid out for, smallest first. A new one is a file here and a line in the list.
 * Capacities are hard: no layout ever exceeds them.
 */
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, nearest } from '../../base/text.ts';
import type { AudioMedium, Medium } from '../../model/medium.ts';
import { cd21 } from './cd-21.ts';
import { cd74 } from './cd-74.ts';
import { cd80 } from './cd-80.ts';

export const MEDIA: readonly Medium[] = [cd21, cd74, cd80];

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
