import type { FactConstraint } from './constraint.ts';
import { explainLacking } from './lacking.ts';
import { formatRange, isWithin, rangeOf } from './range.ts';

/** Tempos are asked for in whole beats a minute, so 129.6 counts as 130. */
export const bpm: FactConstraint = {
  id: 'bpm',
  accepts: ({ bpm }) => bpm && ((track) => track.bpm !== null && isWithin(Math.round(track.bpm), bpm)),
  explainNone: ({ bpm }, fitting) => {
    const tempos = fitting.flatMap((track) => (track.bpm === null ? [] : Math.round(track.bpm)));
    return {
      message: explainLacking(fitting, (track) => track.bpm !== null, `at ${formatRange(bpm!)} BPM`, 'tempo'),
      hint:
        tempos.length === 0
          ? 'leave the bpm out, or write the tempo into the tags'
          : `the others are at ${formatRange(rangeOf(tempos))} BPM: ask for tempos among these`,
    };
  },
};
