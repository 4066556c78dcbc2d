/** How loud a recording is (EBU R 128, ITU-R BS.1770-4), in a form that can be put together with others. */
export interface Loudness {
  /** How many of its gating blocks (400 ms each, a new one every 100 ms) are how loud: tenths of LUFS, ascending. */
  readonly blocks: readonly (readonly [tenths: number, count: number])[];
  /** Highest true peak, 1 being full scale. */
  readonly truePeak: number;
}

/** What is done to the level of a track on its way to a disc. */
export interface Level {
  readonly gainDb: number;
  /** Whether true peaks above the ceiling are limited to it after the gain. */
  readonly limited: boolean;
}

/** The same with what was measured. */
export interface TrackLevel extends Level {
  /** Integrated loudness; null for silence. */
  readonly measuredLufs: number | null;
  /** Null for digital silence. */
  readonly truePeakDb: number | null;
}

/** Whose loudness is brought to which level: each track's own, or that of all tracks of the list together. */
export interface LoudnessAim {
  readonly per: 'track' | 'album';
  readonly lufs: number;
}

/** No true peak of what was levelled is above this, in dBTP (EBU R 128 s1). */
export const CEILING_DB = -1;

/** Blocks below -70 LUFS count for nothing. */
export const GATE_TENTHS = -700;
const RELATIVE_GATE_TENTHS = -100;

/** Integrated loudness of recordings that follow each other, in LUFS and exact to 0.05; null where all are silent. */
export function integratedLoudness(all: readonly Loudness[]): number | null {
  const blocks = all.flatMap((one) => one.blocks);
  const mean = meanTenths(blocks);
  return mean === null ? null : meanTenths(blocks.filter(([tenths]) => tenths > mean + RELATIVE_GATE_TENTHS))! / 10;
}

/** Of the power, told as tenths of LUFS. */
function meanTenths(blocks: Loudness['blocks']): number | null {
  let [power, count] = [0, 0];
  for (const [tenths, times] of blocks) {
    power += times * 10 ** (tenths / 100);
    count += times;
  }
  return count === 0 ? null : 100 * Math.log10(power / count);
}

/** More is not added to anything: a whisper or a hiss is none the better for it. */
const MOST_GAIN_DB = 20;

/** A recording among others. */
export interface LoudTrack {
  readonly loudness: Loudness;
  /** Whether it goes on where the one before ends: with gains of their own, the level would jump there. */
  readonly continues: boolean;
}

/**
 * The levels that bring recordings to an aim, in their order; those that go on from one to the next get one gain.
 * Silence is left as it is. Gains are in whole 0.01 dB.
 */
export function levelsFor(all: readonly LoudTrack[], { per, lufs }: LoudnessAim): TrackLevel[] {
  const starts = all.flatMap(({ continues }, i) => (i > 0 && (continues || per === 'album') ? [] : [i]));
  return starts.flatMap((start, i) =>
    levelTogether(
      all.slice(start, starts[i + 1]).map(({ loudness }) => loudness),
      lufs,
    ),
  );
}

function levelTogether(all: readonly Loudness[], lufs: number): TrackLevel[] {
  const measured = integratedLoudness(all);
  return all.map((one) => {
    const own = integratedLoudness([one]);
    const gainDb = measured === null ? 0 : Math.min(MOST_GAIN_DB, hundredths(lufs - measured));
    const truePeakDb = one.truePeak === 0 ? null : hundredths(20 * Math.log10(one.truePeak));
    const limited = gainDb !== 0 && truePeakDb !== null && truePeakDb + gainDb > CEILING_DB;
    return { measuredLufs: own && hundredths(own), truePeakDb, gainDb, limited };
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
