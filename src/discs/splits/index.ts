/**
 * The ways to split a list that needs several discs. Lengths and artists go in, the tracks of each disc come out. A new
 * one is a file here and a line in the list.
 */
import { AppError, ExitCode } from '../../base/errors.ts';
import { escapeControl, nearest } from '../../base/text.ts';
import { balanced } from './balanced.ts';
import type { DiscLimits, DiscSplit, SplitTrack } from './disc-split.ts';
import { inOrder } from './in-order.ts';
import { packed } from './packed.ts';

export type { DiscLimits, DiscSplit, SplitTrack };

export const SPLITS: readonly DiscSplit[] = [inOrder, balanced, packed];

export const DEFAULT_SPLIT: DiscSplit = inOrder;

/** The split of that id. Throws `unknown-split` where there is none. */
export function findSplit(id: string): DiscSplit {
  const split = SPLITS.find((one) => one.id === id);
  if (split !== undefined) return split;
  const ids = SPLITS.map((one) => one.id);
  const near = nearest(id, ids);
  throw new AppError('unknown-split', `there is no split "${escapeControl(id)}"`, {
    hint: near === undefined ? `choose one of ${ids.join(', ')}` : `did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}
