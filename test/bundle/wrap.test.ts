import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrap } from '../../src/bundle/wrap.ts';

it('leads the first line and the others in', () => {
  expect(wrap('one two', '- ', '  ')).toEqual(['- one two']);
  expect(wrap(`${'a'.repeat(70)} b ${'c'.repeat(9)}`, '- ', '  ')).toEqual([
    `- ${'a'.repeat(70)} b`,
    `  ${'c'.repeat(9)}`,
  ]);
  expect(wrap('')).toEqual(['']);
});

it('keeps every word, and 78 columns unless one word is wider', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[^\s]{1,90}$/u), { minLength: 1 }), (words) => {
      const lines = wrap(words.join(' '));
      expect(lines.join(' ')).toBe(words.join(' '));
      for (const line of lines) expect([...line].length <= 78 || !line.includes(' ')).toBe(true);
    }),
  );
});
