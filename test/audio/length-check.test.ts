import { describe, expect, it } from 'vitest';
import { checkLength, isTooLong, lengthMismatch, promisedSamples } from '../../src/audio/length-check.ts';
import { trackOf } from './sounds.ts';

const lossless = trackOf('/music/a.flac', { lengthSamples: 130 * 44_100 });
const lossy = { ...lossless, bitDepth: null };
const resampled = trackOf('/music/b.flac', { lengthSamples: 130 * 48_000, sampleRate: 48_000, bitDepth: 24 });

describe('a played length against the promised one', () => {
  it('says nothing where they are equal', () => {
    for (const track of [lossless, lossy, resampled]) expect(checkLength(track, 130 * 44_100, null)).toBeNull();
  });

  it('takes lossless audio only exact', () => {
    for (const off of [-1, 1]) {
      expect(() => checkLength(lossless, 130 * 44_100 + off, null)).toThrow(
        expect.objectContaining({ code: 'audio-length-mismatch' }),
      );
    }
  });

  it('says nothing of the rounding of the resampler', () => {
    for (const off of [-2, 2]) expect(checkLength(resampled, 130 * 44_100 + off, null)).toBeNull();
    expect(() => checkLength(resampled, 130 * 44_100 + 3, null)).toThrow();
  });

  it('warns of two frames of MP3, and refuses more', () => {
    expect(checkLength(lossy, 130 * 44_100 - 2304, null)).toBe(
      'a.flac plays 2304 samples less than its header promises: silence takes their place',
    );
    expect(checkLength(lossy, 130 * 44_100 + 3, null)).toBe(
      'a.flac plays 3 samples more than its header promises: they are cut',
    );
    expect(checkLength(lossy, 130 * 44_100 + 2, null)).toBeNull();
    expect(() => checkLength(lossy, 130 * 44_100 - 2305, null)).toThrow();
    expect(() => checkLength(lossy, 130 * 44_100 + 2305, null)).toThrow();
  });

  it('counts these two frames at the rate of the source', () => {
    const slow = { ...lossy, sampleRate: 22_050, lengthSamples: 130 * 22_050 };
    expect(checkLength(slow, 130 * 44_100 - 4608, null)).toContain('4608 samples less');
    expect(() => checkLength(slow, 130 * 44_100 - 4609, null)).toThrow();
  });

  it('names the file and both lengths', () => {
    expect(lengthMismatch(lossless, 83 * 44_100, null).message).toBe(
      '/music/a.flac plays 1:23 where its header promises 2:10: it is cut off or damaged',
    );
    expect(lengthMismatch(lossless, 83 * 44_100, 'bad data').message).toMatch(
      / it is cut off or damaged \(bad data\)$/,
    );
    expect(lengthMismatch(lossless, 130 * 44_100 - 1, null).message).toContain(
      'plays 5732999 samples where its header promises 5733000 samples',
    );
    expect(lengthMismatch(lossless, 999 * 44_100, null).message).toMatch(/its header is wrong$/);
  });

  it('knows when a file has played too long already', () => {
    expect(promisedSamples(lossless)).toBe(130 * 44_100);
    expect(isTooLong(lossless, 130 * 44_100 + 2304)).toBe(false);
    expect(isTooLong(lossless, 130 * 44_100 + 2305)).toBe(true);
  });
});
