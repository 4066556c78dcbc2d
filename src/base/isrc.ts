/**
 * The International Standard Recording Code in a text, as sheets and discs want it (ISO 3901): 12 characters without
 * hyphens, upper case: 2 letters, 3 letters or digits, 7 digits. Spaces, hyphens, case and a leading `ISRC` don't
 * matter. Null where the text is no ISRC.
 */
export function normaliseIsrc(text: string): string | null {
  const code = text.replace(/[\s\p{Pd}]/gu, '').replace(/^ISRC:?(?=.{12}$)/i, '');
  return /^[a-z]{2}[a-z0-9]{3}\d{7}$/i.test(code) ? code.toUpperCase() : null;
}
