import { GATE_TENTHS, type Loudness } from '../model/loudness.ts';

/** The filter that tells the loudness of what passes through it, ten times a second. Says nothing on standard error. */
export const METER_FILTER = 'ebur128=metadata=1:peak=true:framelog=verbose';
export const MOMENTARY = 'lavfi.r128.M';
export const TRUE_PEAK = 'lavfi.r128.true_peak';

/** Puts together what the filter tells. */
export interface LoudnessMeter {
  /** Takes the value of one of the filter's keys, as text; other keys mean nothing. */
  hear(key: string, value: string): void;
  read(): Loudness;
}

/** A meter that has heard nothing: silence. */
export function loudnessMeter(): LoudnessMeter {
  const counts = new Map<number, number>();
  let truePeak = 0;
  return {
    hear: (key, value) => {
      const number = Number.parseFloat(value);
      if (key === TRUE_PEAK && number > truePeak) truePeak = number;
      if (key !== MOMENTARY) return;
      const tenths = Math.round(number * 10);
      if (tenths > GATE_TENTHS) counts.set(tenths, (counts.get(tenths) ?? 0) + 1);
    },
    read: () => ({ blocks: [...counts].sort(([a], [b]) => a - b), truePeak }),
  };
}
