import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitNames, isoRule, jolietRule, rockRidgeRule } from '../../../src/discs/iso/names.ts';

const RULES = { iso: isoRule, joliet: jolietRule, 'Rock Ridge': rockRidgeRule };
const fit = (names: readonly string[], rule: keyof typeof RULES, isFolder = false): string[] =>
  fitNames(
    names.map((name) => ({ name, isFolder })),
    RULES[rule],
  );

const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.constantFrom(
    '.',
    '..',
    'a',
    'A',
    'a.',
    '.a',
    'a_2',
    'A_2.mp3',
    'con',
    '\u202e',
    '😀.mp3',
    'x'.repeat(300),
    '__proto__',
  ),
);

describe('names of one folder', () => {
  it.each([
    ['iso', /^[A-Z0-9_]*\.[A-Z0-9_]{0,8}$/, 31],
    ['joliet', /^[^\u0000-\u001f*/:;?\\\ud800-\udfff]+$/, 64],
    ['Rock Ridge', /^[^/\0]+$/, 255],
  ] as const)('fit the tree %s, and no two are alike', (tree, pattern, most) => {
    const { keyOf, sizeOf } = RULES[tree];
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 40 }), (names) => {
        const fitted = fit(names, tree);
        for (const one of fitted) {
          expect(one).toMatch(pattern);
          expect(one).not.toMatch(/^\.+$/);
          expect(sizeOf(one)).toBeLessThanOrEqual(most);
        }
        expect(new Set(fitted.map(keyOf)).size).toBe(names.length);
      }),
    );
  });

  it('are the same in whatever order they are given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 20 }), (names) => {
        const [ahead, back] = [fit(names, 'iso'), fit([...names].reverse(), 'iso')];
        expect(back.reverse()).toEqual(ahead);
      }),
    );
  });

  it('stay as they are where they can', () => {
    expect(fit(['01 Für Elise.mp3', 'a b.flac'], 'joliet')).toEqual(['01 Für Elise.mp3', 'a b.flac']);
    expect(fit(['01 Für Elise.mp3', 'SHA256SUMS'], 'iso')).toEqual(['01_FUR_ELISE.MP3', 'SHA256SUMS.']);
    expect(fit(['disc 1', 'x.y'], 'iso', true)).toEqual(['DISC_1', 'X_Y']);
    expect(fit(['😀'.repeat(100)], 'Rock Ridge')).toEqual(['😀'.repeat(63)]);
  });

  it('are told apart by numbers, fast', () => {
    expect(fit(['a?.mp3', 'a*.mp3', 'A:.mp3'], 'joliet')).toEqual(['a__3.mp3', 'a__2.mp3', 'A_.mp3']);
    const alike = Array.from({ length: 20_000 }, (_, i) => `${'x'.repeat(60)}${i}.mp3`);
    expect(new Set(fit(alike, 'iso')).size).toBe(20_000);
  });
});
