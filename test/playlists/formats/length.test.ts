import { expect, it } from 'vitest';
import { formatSeconds, parseLength, parseSeconds } from '../../../src/playlists/formats/length.ts';

it.each([
  ['194754', 194_754],
  ['234596.0', 234_596],
  ['209', 209_000],
  ['340.1', 340_100],
  ['1,412', 1_412_000],
  ['225s', 225_000],
  ['05:55', 355_000],
  ['4:05.027', 245_027],
  ['1:02:03', 3_723_000],
  ['-1', null],
  ['0', null],
  ['', null],
  ['soon', null],
  ['9'.repeat(30), null],
])('%j is %j ms', (text, ms) => {
  expect(parseLength(text)).toBe(ms);
});

it('keeps to milliseconds where the header says so', () => {
  expect(parseLength('9000', 'ms')).toBe(9000);
});

it('knows whole seconds, and that none is unknown', () => {
  expect([formatSeconds(400), formatSeconds(562_500)]).toEqual(['1', '563']);
  expect(['1.5', '0', '-1', 'x', ''].map(parseSeconds)).toEqual([1500, null, null, null, null]);
});
