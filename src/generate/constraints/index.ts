/** The hard rules on single tracks, in the order in which they are applied and told. */
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { creditsOf } from '../../model/credits.ts';
import { bpm } from './bpm.ts';
import type { Constraint } from './constraint.ts';
import { exclude } from './exclude.ts';
import { explicit } from './explicit.ts';
import { key } from './key.ts';
import { namesConstraint } from './names.ts';
import { year } from './year.ts';

/** Libraries that know no styles often name the style as the genre, so each of the two rules looks at both tags. */
const genre = namesConstraint('genre', ({ genre: { at, values } }) => ({
  at,
  names: values.map(({ genres, styles }) => [...genres, ...styles]),
}));
const style = namesConstraint('style', ({ genre: { at, values } }) => ({
  at,
  names: values.map(({ genres, styles }) => [...styles, ...genres]),
}));
const artist = namesConstraint('artist', ({ artist: { at, values } }) => ({
  at,
  names: values.map((name) => [name, ...creditsOf(name)]),
}));

const medium: Constraint = {
  id: 'medium',
  asks: ({ minTrackFrames, maxTrackFrames }) => [minTrackFrames, maxTrackFrames],
  accepts:
    ({ minTrackFrames, maxTrackFrames }, { table: { frames } }) =>
    (index) =>
      frames[index]! >= minTrackFrames && frames[index]! <= maxTrackFrames,
  explainNone: ({ minTrackFrames, maxTrackFrames }) => ({
    message: `no fitting track is between ${formatDuration(framesToMs(minTrackFrames))} and ${formatDuration(framesToMs(maxTrackFrames))} long, as the medium needs`,
    hint: 'ask for a larger medium, or for other music',
  }),
};

export const CONSTRAINTS: readonly Constraint[] = [genre, style, artist, year, bpm, key, explicit, exclude, medium];
