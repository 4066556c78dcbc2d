import { isAbsolute, join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfName, nameKey } from '../../../src/bundle/reading/safe-name.ts';

const parts = fc.oneof(
  fc.constantFrom('..', '.', '', 'a', 'disc-1', '/', '\\', 'C:', '\0', '..\\', '...', ' ', 'ü'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const names = fc.array(parts, { maxLength: 6 }).map((list) => list.join('/'));

describe('a name', () => {
  it('that is taken for safe leads below the folder', () => {
    fc.assert(
      fc.property(names, (name) => {
        if (faultOfName(name) !== null) return;
        const way = relative('/srv/out', join('/srv/out', name));
        expect(way).not.toBe('');
        expect(isAbsolute(way) || way.split(sep).includes('..')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['a', 'mix/README.txt', 'mix/disc-1/01 - Für Elise.wav', 'mix/...', 'mix/.hidden', `m/${'ä'.repeat(127)}`])(
    'is safe: %s',
    (name) => expect(faultOfName(name)).toBeNull(),
  );

  it.each([
    ...['', '/etc/passwd', '../a', 'a/../../b', 'a//b', './a', 'a/', 'a\\..\\b', 'C:/a', 'a\0b', 'a\nb', 'a\u001b[2J'],
    ...['\ud800', 'x'.repeat(256), 'd/'.repeat(600)],
  ])('is not: %j', (name) => expect(faultOfName(name)).toMatch(/^(it|a part of it) /));

  it('is the same in upper case and with accents apart', () => {
    expect(nameKey('Cafe\u0301/README.TXT')).toBe(nameKey('CAFÉ/readme.txt'));
    expect(nameKey('a')).not.toBe(nameKey('b'));
  });
});
