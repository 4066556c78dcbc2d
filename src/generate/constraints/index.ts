/** The hard rules on single tracks, in the order in which they are applied and told. */
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { trackFrames } from '../../model/track.ts';
import type { Constraint } from './constraint.ts';
import { namesConstraint } from './names.ts';

/** Libraries that know no styles often name the style as the genre, so each of the two rules looks at both tags. */
const genre = namesConstraint('genre', (track) => [...track.genres, ...track.styles]);
const style = namesConstraint('style', (track) => [...track.styles, ...track.genres]);
const artist = namesConstraint('artist', (track) => [track.artist]);

const medium: Constraint = {
  id: 'medium',
  accepts:
    ({ minTrackFrames, maxTrackFrames }) =>
    (track) => {
      const frames = trackFrames(track);
      return frames >= minTrackFrames && frames <= maxTrackFrames;
    },
  explainNone: ({ minTrackFrames, maxTrackFrames }) => ({
    message: `no fitting track is between ${formatDuration(framesToMs(minTrackFrames))} and ${formatDuration(framesToMs(maxTrackFrames))} long, as the medium needs`,
    hint: 'ask for a larger medium, or for other music',
  }),
};

export const CONSTRAINTS: readonly Constraint[] = [genre, style, artist, medium];
