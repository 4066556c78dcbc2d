import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../src/base/file-name.ts';
import { itWithShared } from '../outside.ts';

const SAFE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe('safeFileName', () => {
  it.each([
    ['Late Night Jazz', 'late-night-jazz'],
    ["Rock 'n' Roll", 'rock-n-roll'],
    ['Beyoncé & Jay-Z', 'beyonce-and-jay-z'],
    ['Привет', 'privet'],
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con-disc'],
    ['???', 'untitled'],
    ['', 'untitled'],
  ])('%j is %s', (title, name) => expect(safeFileName(title)).toBe(name));

  it('is safe for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(safeFileName(title)).toMatch(SAFE);
        expect(safeFileName(title).length).toBeLessThanOrEqual(45);
      }),
    );
  });

  itWithShared('data/suites/strings/blns.json', 'is safe for every naughty string', (path) => {
    for (const title of JSON.parse(readFileSync(path, 'utf8')) as string[]) expect(safeFileName(title)).toMatch(SAFE);
  });
});
