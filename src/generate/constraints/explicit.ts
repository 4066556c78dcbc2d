import type { FactConstraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';

/** What is marked as neither may be explicit, so it doesn't pass. */
export const explicit: FactConstraint = {
  id: 'explicit',
  accepts: ({ explicit }) => (explicit === 'forbid' ? (track) => track.explicit === false : null),
  explainNone: (_brief, fitting) => ({
    message: explainLacking(fitting, (track) => track.explicit !== null, 'marked as clean', 'clean-or-explicit mark'),
    hint: 'mark clean tracks by the tag ITUNESADVISORY with the value 2, or ask to avoid explicit ones',
  }),
};
