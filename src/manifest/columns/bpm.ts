import { rangeColumn } from './range.ts';

export const bpm = rangeColumn({
  what: 'tempo',
  min: 20,
  max: 400,
  from: 120,
  to: 130,
  summary: 'tempo or range of tempos in beats a minute: 120-130, 120..130, 128, ..130, 120-',
});
