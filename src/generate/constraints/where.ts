import { compileQuery } from '../../model/query/compile.ts';
import { lightTracks } from '../../model/track-table.ts';
import type { Constraint } from './constraint.ts';

export const where: Constraint = {
  id: 'where',
  asks: ({ where }) => where,
  accepts: ({ where }, { table }) => {
    if (where === null) return null;
    const test = compileQuery(where);
    const trackAt = lightTracks(table);
    return (index) => test(trackAt(index));
  },
  explainNone: ({ where }, _pool, fitting) => ({
    message: `none of the ${fitting.length} tracks that fit the other rules is one where ${where}`,
    hint: 'try the rule with mixpress library search, or loosen it',
  }),
};
