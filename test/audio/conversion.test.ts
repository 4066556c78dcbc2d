import { describe, expect, it } from 'vitest';
import { conversionOf, describeConversion, filterChain, isBitIdentical } from '../../src/audio/conversion.ts';
import { bitDepthOf } from '../../src/audio/source-format.ts';

const cases: readonly (readonly [sampleRate: number, channels: number, bitDepth: number | null, text: string])[] = [
  [44_100, 2, 16, 'bit-identical'],
  [44_100, 2, 8, 'bit-identical'],
  [44_100, 1, 16, 'mono to stereo'],
  [44_100, 1, 24, 'mono to stereo, dithered to 16 bits'],
  [44_100, 2, 24, 'dithered to 16 bits'],
  [44_100, 2, 32, 'dithered to 16 bits'],
  [44_100, 2, null, 'dithered to 16 bits'],
  [48_000, 2, 16, 'resampled from 48000 Hz, dithered to 16 bits'],
  [96_000, 2, 24, 'resampled from 96000 Hz, dithered to 16 bits'],
  [22_050, 1, null, 'resampled from 22050 Hz, mono to stereo, dithered to 16 bits'],
  [44_100, 6, 16, '6 channels to stereo, dithered to 16 bits'],
  [48_000, 6, null, 'resampled from 48000 Hz, 6 channels to stereo, dithered to 16 bits'],
];

describe('what must be done to a source', () => {
  it.each(cases)('%i Hz, %i channels, %s bits: %s', (sampleRate, channels, bitDepth, text) => {
    const conversion = conversionOf({ sampleRate, channels, bitDepth });
    expect(describeConversion(conversion)).toBe(text);
    expect(isBitIdentical(conversion)).toBe(text === 'bit-identical');
  });

  it.each(cases)('%i Hz, %i channels, %s bits: the resampler and its dither are there only if told', (...source) => {
    const [sampleRate, channels, bitDepth, text] = source;
    const chain = filterChain(conversionOf({ sampleRate, channels, bitDepth }));
    expect(chain.includes('aresample')).toBe(/dithered|resampled/.test(text));
    expect(chain.includes('dither_method')).toBe(text.includes('dithered'));
    expect(chain.includes('pan=')).toBe(text.includes('mono'));
    expect(chain).toMatch(/^asetnsamples=.*aformat=sample_fmts=s16/);
  });
});

describe('the bits of a sample format', () => {
  it.each([
    ['u8', 8],
    ['s16', 16],
    ['s16p', 16],
    ['s32p', 32],
    ['s64', 64],
    ['fltp', null],
    ['dbl', null],
    ['', null],
  ])('%s: %s', (name, bits) => expect(bitDepthOf(name)).toBe(bits));
});
