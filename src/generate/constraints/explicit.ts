import type { Constraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';

/** What is marked as neither may be explicit, so it doesn't pass unless the brief takes it for clean. */
export const explicit: Constraint = {
  id: 'explicit',
  asks: ({ explicit, unknownIsClean }) => explicit === 'forbid' && { unknownIsClean },
  accepts: ({ explicit: policy, unknownIsClean }, { table: { explicit } }) => {
    if (policy !== 'forbid') return null;
    return unknownIsClean ? (index) => explicit[index] !== 1 : (index) => explicit[index] === 0;
  },
  explainNone: (_brief, { table: { explicit } }, fitting) => ({
    message: explainLacking(
      fitting.length,
      fitting.filter((index) => explicit[index]! !== -1).length,
      'marked as clean',
      'clean-or-explicit mark',
    ),
    hint: 'mark clean tracks by the tag ITUNESADVISORY with the value 2, add --treat-unknown-as clean, or ask to avoid explicit ones',
  }),
};
