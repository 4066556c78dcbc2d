import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapWords } from '../../../src/cli/new/wrap-words.ts';

it('breaks lines between words only, as late as they allow', () => {
  expect(wrapWords('one two three', 7)).toBe('one two\nthree');
  expect(wrapWords('incomprehensible as is', 5)).toBe('incomprehensible\nas is');
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, width) => {
      const text = words.join(' ');
      const lines = wrapWords(text, width).split('\n');
      expect(lines.join(' ')).toBe(text);
      for (const [i, line] of lines.entries()) {
        if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(width);
        if (i > 0) expect(`${lines[i - 1]} ${line.split(' ')[0]}`.length).toBeGreaterThan(width);
      }
    }),
  );
});
