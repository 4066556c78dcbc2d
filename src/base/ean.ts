import { escapeControl } from './text.ts';

type ParsedEan13 =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Reads an EAN-13 with its check digit (GS1 General Specifications, 7.9), or a UPC-A of 12 digits, which is the EAN-13
 * with a 0 before it. Spaces and hyphens don't matter. The value is 13 digits.
 */
export function parseEan13(text: string): ParsedEan13 {
  const shown = escapeControl(text.trim().slice(0, 40));
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{12,13}$/.test(digits)) {
    return { ok: false, message: `"${shown}" isn't an EAN-13`, hint: 'give 13 digits, or the 12 of a UPC-A' };
  }
  const value = digits.padStart(13, '0');
  const expected = checkDigit(value);
  if (!value.endsWith(expected)) {
    return {
      ok: false,
      message: `the last digit of "${shown}" doesn't fit the others: it should be ${expected}`,
      hint: 'compare all its digits with the printed barcode',
    };
  }
  return { ok: true, value };
}

function checkDigit(ean: string): string {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(ean[i]) * (i % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}
