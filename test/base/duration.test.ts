import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/base/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['74', 4_440_000],
    ['74:00', 4_440_000],
    ['1:14:00', 4_440_000],
    ['74m', 4_440_000],
    ['1h14m', 4_440_000],
    ['1 h 14 min', 4_440_000],
    ['PT1H14M', 4_440_000],
    ['pt74m', 4_440_000],
    ['4440s', 4_440_000],
    ['4:30', 270_000],
    ['4:30.5', 270_500],
    ['2.5', 150_000],
    ['1.5h', 5_400_000],
    ['1 day', 86_400_000],
    ['P1DT1S', 86_401_000],
    ['90:00', 5_400_000],
    ['0', 0],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    '',
    'x',
    '-5',
    '4:60',
    '1:60:00',
    '4:3',
    'P',
    'PT',
    '5q',
    '14m1h',
    '1h1h',
    '1e3',
    '٣:٠٠',
    ':30',
    '5:',
    '1:2:3:4',
    'NaN',
    'fill',
  ])('refuses %j', (text) => expect(parseDuration(text)).toBeNull());

  it('never throws and never gives a negative or broken number', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = parseDuration(text);
        expect(ms === null || (Number.isSafeInteger(ms) && ms >= 0)).toBe(true);
      }),
    );
  });

  it('reads back what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359_999_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms, { fraction: true }))).toBe(ms);
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [59_499, '0:59'],
    [59_500, '1:00'],
    [245_000, '4:05'],
    [4_440_000, '1:14:00'],
    [-1500, '-0:02'],
  ])('%i ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});
