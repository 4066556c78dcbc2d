import type { Track } from '../../model/track.ts';

/**
 * Why none of `fitting` passes a rule on a fact: `none of the 34 tracks that fit the other rules is in 8A; 12 of them have
 * no key`.
 *
 * @param asked completes "is ..."
 * @param fact completes "has no ..."
 */
export function explainLacking(
  fitting: readonly Track[],
  isTold: (track: Track) => boolean,
  asked: string,
  fact: string,
): string {
  const lacking = fitting.filter((track) => !isTold(track)).length;
  if (fitting.length === 1)
    return `the one track that fits the other rules ${lacking ? `has no ${fact}` : `is not ${asked}`}`;
  const none = `none of the ${fitting.length} tracks that fit the other rules`;
  if (lacking === fitting.length) return `${none} has a ${fact}`;
  const some = lacking === 0 ? '' : `; ${lacking} of them ${lacking === 1 ? 'has' : 'have'} no ${fact}`;
  return `${none} is ${asked}${some}`;
}
