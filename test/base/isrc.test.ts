import { describe, expect, it } from 'vitest';
import { normaliseIsrc } from '../../src/base/isrc.ts';

describe('normaliseIsrc', () => {
  it('brings all ways to write one code to the same 12 characters', () => {
    for (const text of [
      'USRC17607839',
      'US-RC1-76-07839',
      'us rc1 76 07839',
      'ISRC US-RC1-76-07839',
      'isrc:USRC17607839',
      'US‐RC1‐76‐07839',
    ]) {
      expect(normaliseIsrc(text)).toBe('USRC17607839');
    }
    expect(normaliseIsrc('GB-A1B-06-01498')).toBe('GBA1B0601498');
  });

  it('takes a code of the country IS with the registrant RC1 for what it is', () => {
    expect(normaliseIsrc('ISRC17607839')).toBe('ISRC17607839');
  });

  it('refuses anything else', () => {
    for (const text of [
      '',
      'ISRC',
      'USRC1760783',
      'USRC176078399',
      'U1RC17607839',
      'USRC1760783O',
      'USRC17607839"\n',
      'ıSRC17607839',
    ]) {
      expect(normaliseIsrc(text)).toBeNull();
    }
  });
});
