import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  integratedLoudness,
  levelsFor as levelsOf,
  type Loudness,
  type LoudnessAim,
} from '../../src/model/loudness.ts';

const of = (blocks: Record<number, number>, truePeak = 0.5): Loudness => ({
  blocks: Object.entries(blocks).map(([lufs, count]) => [Math.round(Number(lufs) * 10), count] as const),
  truePeak,
});

describe('integrated loudness', () => {
  it('is that of a steady sound', () => expect(integratedLoudness([of({ [-23]: 50 })])).toBeCloseTo(-23, 6));

  it('leaves out what is 10 LU below the mean of the rest', () => {
    // 20 blocks of -20 and 20 of -50: the mean is -23, the gate -33.
    expect(integratedLoudness([of({ [-20]: 20, [-50]: 20 })])).toBeCloseTo(-20, 6);
    expect(integratedLoudness([of({ [-20]: 20, [-30]: 20 })])).toBeCloseTo(-22.596, 3);
  });

  it('gates an album as a whole, as if it were one recording', () => {
    const [loud, quiet] = [of({ [-10]: 100 }), of({ [-40]: 100 })];
    expect(integratedLoudness([loud, quiet])).toBeCloseTo(-10, 6);
    expect(integratedLoudness([loud, loud])).toBeCloseTo(-10, 6);
  });

  it('is null for silence', () => {
    expect(integratedLoudness([of({}, 0)])).toBeNull();
    expect(integratedLoudness([])).toBeNull();
  });

  it('lies between the quietest and the loudest block', () => {
    const blocks = fc.dictionary(fc.integer({ min: -690, max: 0 }).map(String), fc.integer({ min: 1, max: 9 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(blocks, (counts) => {
        const tenths = Object.keys(counts).map(Number);
        const loudness = integratedLoudness([
          { blocks: tenths.map((one) => [one, counts[one]!] as const), truePeak: 1 },
        ])!;
        expect(loudness).toBeGreaterThanOrEqual(Math.min(...tenths) / 10 - 1e-9);
        expect(loudness).toBeLessThanOrEqual(Math.max(...tenths) / 10 + 1e-9);
      }),
    );
  });
});

/** Of recordings that have nothing to do with each other, but for those at the given places. */
const levelsFor = (all: readonly Loudness[], aim: LoudnessAim, going: readonly number[] = []) =>
  levelsOf(
    all.map((loudness, i) => ({ loudness, continues: going.includes(i) })),
    aim,
  );

describe('levels', () => {
  const [loud, quiet, silent] = [of({ [-8]: 50 }, 1.1), of({ [-24]: 50 }, 0.5), of({}, 0)];

  it('bring each track to the aim, and limit what would be above the ceiling', () => {
    expect(levelsFor([loud, quiet, silent], { per: 'track', lufs: -18 })).toEqual([
      { measuredLufs: -8, truePeakDb: 0.83, gainDb: -10, limited: false },
      { measuredLufs: -24, truePeakDb: -6.02, gainDb: 6, limited: true },
      { measuredLufs: null, truePeakDb: null, gainDb: 0, limited: false },
    ]);
  });

  it('are one gain for an album', () => {
    const levels = levelsFor([loud, quiet, silent], { per: 'album', lufs: -18 });
    expect(levels.map(({ gainDb }) => gainDb)).toEqual([-10, -10, -10]);
    expect(levels.map(({ measuredLufs }) => measuredLufs)).toEqual([-8, -24, null]);
  });

  it('are one gain for tracks that go on from one to the next', () => {
    const levels = levelsFor([loud, quiet, loud, quiet], { per: 'track', lufs: -18 }, [1, 3]);
    expect(levels.map(({ gainDb }) => gainDb)).toEqual([-10, -10, -10, -10]);
    const others = levelsFor([quiet, loud, quiet, quiet], { per: 'track', lufs: -18 }, [3]);
    expect(others.map(({ gainDb }) => gainDb)).toEqual([6, -10, 6, 6]);
  });

  it('do nothing where there is nothing to do, and never more than 20 dB', () => {
    expect(levelsFor([of({ [-18]: 9 }, 1)], { per: 'track', lufs: -18 })).toMatchObject([
      { gainDb: 0, limited: false },
    ]);
    expect(levelsFor([of({ [-60]: 9 }, 0.001)], { per: 'track', lufs: -18 })).toMatchObject([{ gainDb: 20 }]);
    expect(levelsFor([silent], { per: 'album', lufs: -18 })).toMatchObject([{ gainDb: 0 }]);
  });
});
