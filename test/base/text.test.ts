import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, escapeControl, fold, nearest, oneLine } from '../../src/base/text.ts';

describe('fold', () => {
  it('makes spellings of one name equal', () => {
    expect(new Set(['Hip-Hop', 'hip hop', 'HIPHOP', 'hip_hop'].map(fold)).size).toBe(1);
    expect(fold('Beyoncé')).toBe(fold('beyonce'));
    expect(fold('Ｊａｚｚ')).toBe('jazz');
  });

  it('keeps names of symbols apart', () => {
    expect(fold('!!!')).not.toBe('');
    expect(fold('!!!')).not.toBe(fold('???'));
  });
});

describe('nearest', () => {
  it('finds slips of the pen', () => {
    expect(nearest('gerne', ['title', 'genre', 'style'])).toBe('genre');
    expect(nearest('Jaz', ['Jazz', 'Rock'])).toBe('Jazz');
    expect(nearest('cd80', ['cd-74', 'cd-80'])).toBe('cd-80');
  });

  it('does not guess wildly', () => {
    expect(nearest('Reggae', ['Jazz', 'Rock'])).toBeUndefined();
    expect(nearest('', ['Jazz'])).toBeUndefined();
  });

  it('measures like a distance', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('foreign text', () => {
  it('can neither move the cursor nor turn the line around', () => {
    expect(escapeControl('a\u001b[2Jb\rc\u202ed\ufeff')).toBe('a\\x1b[2Jb\\x0dc\\u202ed\\ufeff');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (s) => {
        expect(escapeControl(s)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('becomes one line', () => {
    expect(oneLine(' a\r\n\tb\u0000c \u2028 d ')).toBe('a b c d');
    expect(oneLine('lone \ud800 surrogate')).toBe('lone \ufffd surrogate');
  });
});
