import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEan13 } from '../../src/base/ean.ts';

describe('parseEan13', () => {
  it('takes an EAN-13 with any spaces and hyphens', () => {
    for (const text of ['4006381333931', '4 006381 333931', '400-6381-33393-1', ' 4006381333931\n']) {
      expect(parseEan13(text)).toEqual({ ok: true, value: '4006381333931' });
    }
  });

  it('takes a UPC-A as the EAN-13 that it is', () => {
    expect(parseEan13('036000291452')).toEqual({ ok: true, value: '0036000291452' });
  });

  it('says which check digit would be right', () => {
    expect(parseEan13('4006381333932')).toMatchObject({ ok: false, message: expect.stringContaining('should be 1') });
    expect(parseEan13('036000291453')).toMatchObject({ ok: false, message: expect.stringContaining('should be 2') });
  });

  it('refuses anything else, and shows it safely', () => {
    for (const text of ['', '123', '40063813339310', '40063813339X1', '４００６３８１３３３９３１', '+4006381333931']) {
      expect(parseEan13(text)).toMatchObject({ ok: false });
    }
    expect(JSON.stringify(parseEan13('\u001b[31m'))).not.toContain('\\u001b');
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (place, change) => {
        const digits = Array.from('4006381333931', Number);
        digits[place] = (digits[place]! + change) % 10;
        expect(parseEan13(digits.join('')).ok).toBe(false);
      }),
    );
  });
});
