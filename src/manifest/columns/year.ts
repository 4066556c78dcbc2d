import { rangeColumn } from './range.ts';

export const year = rangeColumn({
  what: 'year',
  min: 1860,
  max: 2100,
  from: 1990,
  to: 1999,
  summary:
    'year or range of years in which the tracks were first released: 1990-1999, 1990..1999, 1990s, 1994, ..1999, 1990-',
});
