import type { FactConstraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';
import { formatRange, isWithin, rangeOf } from './range.ts';

export const year: FactConstraint = {
  id: 'year',
  accepts: ({ year }) => year && ((track) => track.year !== null && isWithin(track.year, year)),
  explainNone: ({ year }, fitting) => {
    const years = fitting.flatMap((track) => track.year ?? []);
    return {
      message: explainLacking(fitting, (track) => track.year !== null, `of ${formatRange(year!)}`, 'year'),
      hint:
        years.length === 0
          ? 'leave the year out, or write it into the tags'
          : `the others are of ${formatRange(rangeOf(years))}: ask for years among these`,
    };
  },
};
