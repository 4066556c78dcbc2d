import { expect, it } from 'vitest';
import { oneOf } from '../../src/manifest/columns/choice.ts';

const MEDIA = ['cd-80', 'dvd+r', 'dvd-r'] as const;

it.each([
  ['dvd-r', 'dvd-r'],
  ['DVD-R ', 'dvd-r'],
  ['dvd+r', 'dvd+r'],
  ['CD 80', 'cd-80'],
  // The first, which an image for fits on the other too.
  ['dvdr', 'dvd+r'],
])('%s is the medium %s', (cell, id) => expect(oneOf('medium', MEDIA, cell)).toEqual({ ok: true, value: id }));

it.each(['', 'dvd', '__proto__', 7, null])('%s is none', (cell) =>
  expect(oneOf('medium', MEDIA, cell)).toMatchObject({ ok: false, code: 'unknown-medium' }),
);
