import type { FactConstraint } from './constraint.ts';
import { isNamedBy } from './named.ts';

export const exclude: FactConstraint = {
  id: 'exclude',
  accepts: ({ exclude }) => {
    if (exclude.length === 0) return null;
    const isExcluded = isNamedBy(exclude);
    return (track) => !isExcluded(track);
  },
  explainNone: (_brief, fitting) => ({
    message: `exclude names all tracks that fit the other rules (${fitting.length})`,
    hint: 'exclude fewer, or widen the other rules',
  }),
};
