/** The hard rules on single tracks, in the order in which they are applied and told. */
import { formatDuration } from '../../base/duration.ts';
import { framesToMs } from '../../base/frames.ts';
import { trackFrames } from '../../model/track.ts';
import { bpm } from './bpm.ts';
import type { Constraint, FactConstraint } from './constraint.ts';
import { exclude } from './exclude.ts';
import { explicit } from './explicit.ts';
import { key } from './key.ts';
import { namesConstraint } from './names.ts';
import { year } from './year.ts';

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

const NAMES: readonly Constraint[] = [genre, style, artist];
const FACTS: readonly FactConstraint[] = [year, bpm, key, explicit, exclude];

export const CONSTRAINTS: readonly Constraint[] = [
  ...NAMES,
  ...FACTS.map((fact, i) => after([...NAMES, ...FACTS.slice(0, i)], fact)),
  medium,
];

/** A rule that tells of the tracks that the rules `before` it let through. */
function after(before: readonly Pick<Constraint, 'accepts'>[], fact: FactConstraint): Constraint {
  return {
    ...fact,
    explainNone: (brief, library) => {
      const tests = before.flatMap((rule) => rule.accepts(brief) ?? []);
      return fact.explainNone(
        brief,
        library.filter((track) => tests.every((test) => test(track))),
      );
    },
  };
}
