/** The hard rules on single tracks, in the order in which they are applied and told. */
import type { Brief } from '../../model/brief.ts';
import { amountText } from '../amount.ts';
import { bpm } from './bpm.ts';
import type { Constraint } from './constraint.ts';
import { exclude } from './exclude.ts';
import { explicit } from './explicit.ts';
import { key } from './key.ts';
import { artist, genre, style } from './names.ts';
import { where } from './where.ts';
import { year } from './year.ts';

/** The least and the most that a track may take, for people. */
export function trackBounds(brief: Brief): readonly string[] {
  const { minTrackFrames, maxTrackFrames, pauseFrames = 0 } = brief;
  return [minTrackFrames, maxTrackFrames].map((frames) => amountText(brief, frames - pauseFrames));
}

const medium: Constraint = {
  id: 'medium',
  asks: ({ minTrackFrames, maxTrackFrames }) => [minTrackFrames, maxTrackFrames],
  accepts:
    ({ minTrackFrames, maxTrackFrames }, { table: { frames } }) =>
    (index) =>
      frames[index]! >= minTrackFrames && frames[index]! <= maxTrackFrames,
  explainNone: (brief) => ({
    message: `no fitting track is between ${trackBounds(brief).join(' and ')} ${brief.files ? 'large' : 'long'}, as the medium needs`,
    hint: 'ask for a larger medium, or for other music',
  }),
};

export const CONSTRAINTS: readonly Constraint[] = [
  genre,
  style,
  artist,
  year,
  bpm,
  key,
  where,
  explicit,
  exclude,
  medium,
];
