import type { Constraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';
import { formatRange, isWithin, rangeOf } from './range.ts';

/** Tempos are asked for in whole beats a minute, so 129.6 counts as 130. */
export const bpm: Constraint = {
  id: 'bpm',
  asks: ({ bpm }) => bpm,
  accepts: ({ bpm: range }, { table: { bpm } }) => range && ((index) => isWithin(Math.round(bpm[index]!), range)),
  explainNone: ({ bpm: range }, { table: { bpm } }, fitting) => {
    const tempos = [...fitting].map((index) => Math.round(bpm[index]!)).filter((tempo) => !Number.isNaN(tempo));
    return {
      message: explainLacking(fitting.length, tempos.length, `at ${formatRange(range!)} BPM`, 'tempo'),
      hint:
        tempos.length === 0
          ? 'leave the bpm out, or write the tempo into the tags'
          : `the others are at ${formatRange(rangeOf(tempos))} BPM: ask for tempos among these`,
    };
  },
};
