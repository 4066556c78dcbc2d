import type { Constraint } from './constraint.ts';
import { isNamedBy } from './named.ts';

export const exclude: Constraint = {
  id: 'exclude',
  asks: ({ exclude }) => exclude,
  accepts: ({ exclude }, pool) => {
    if (exclude.length === 0) return null;
    const isExcluded = isNamedBy(exclude, pool.table);
    return (index) => !isExcluded(index);
  },
  explainNone: (_brief, _pool, fitting) => ({
    message: `exclude names all tracks that fit the other rules (${fitting.length})`,
    hint: 'exclude fewer, or widen the other rules',
  }),
};
