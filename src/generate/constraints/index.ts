/** The hard rules on single tracks, in the order in which they are applied and told. */
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { bpm } from './bpm.ts';
import type { Constraint } from './constraint.ts';
import { exclude } from './exclude.ts';
import { explicit } from './explicit.ts';
import { key } from './key.ts';
import { artist, genre, style } from './names.ts';
import { where } from './where.ts';
import { year } from './year.ts';

const medium: Constraint = {
  id: 'medium',
  asks: ({ minTrackFrames, maxTrackFrames }) => [minTrackFrames, maxTrackFrames],
  accepts:
    ({ minTrackFrames, maxTrackFrames }, { table: { frames } }) =>
    (index) =>
      frames[index]! >= minTrackFrames && frames[index]! <= maxTrackFrames,
  explainNone: ({ minTrackFrames, maxTrackFrames, pauseFrames = 0 }) => ({
    message: `no fitting track is between ${formatDuration(framesToMs(minTrackFrames - pauseFrames))} and ${formatDuration(framesToMs(maxTrackFrames - pauseFrames))} long, as the medium needs`,
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
