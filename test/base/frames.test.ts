import { describe, expect, it } from 'vitest';
import { cdSamples, framesToMs, framesToMsf, msToFrames, samplesToFrames } from '../../src/base/frames.ts';

describe('frames', () => {
  it('pads to whole frames', () => {
    expect(samplesToFrames(0)).toBe(0);
    expect(samplesToFrames(1)).toBe(1);
    expect(samplesToFrames(588)).toBe(1);
    expect(samplesToFrames(589)).toBe(2);
  });

  it('counts samples at 44.1 kHz, rounded up', () => {
    expect(cdSamples(48_000, 48_000)).toBe(44_100);
    expect(cdSamples(2_950_026, 48_000)).toBe(2_710_337);
    expect(cdSamples(44_100, 22_050)).toBe(88_200);
  });

  it('never gives more frames than fit into the time', () => {
    for (let ms = 0; ms < 3000; ms++) expect((msToFrames(ms) * 1000) / 75).toBeLessThanOrEqual(ms);
    expect(framesToMs(msToFrames(4_440_000))).toBe(4_440_000);
  });

  it('writes minutes, seconds and frames', () => {
    expect(framesToMsf(0)).toBe('00:00:00');
    expect(framesToMsf(74)).toBe('00:00:74');
    expect(framesToMsf(359_846)).toBe('79:57:71');
  });
});
