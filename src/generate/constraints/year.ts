import type { Constraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';
import { formatRange, isWithin, rangeOf } from './range.ts';

export const year: Constraint = {
  id: 'year',
  asks: ({ year }) => year,
  accepts: ({ year: range }, { table: { year } }) =>
    range && ((index) => year[index]! !== 0 && isWithin(year[index]!, range)),
  explainNone: ({ year: range }, { table: { year } }, fitting) => {
    const years = [...fitting].map((index) => year[index]!).filter((value) => value !== 0);
    return {
      message: explainLacking(fitting.length, years.length, `of ${formatRange(range!)}`, 'year'),
      hint:
        years.length === 0
          ? 'leave the year out, or write it into the tags'
          : `the others are of ${formatRange(rangeOf(years))}: ask for years among these`,
    };
  },
};
