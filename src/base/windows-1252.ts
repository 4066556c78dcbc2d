/** What Windows-1252 has in place of the control characters 0x80 to 0x9f; its five gaps stay as they are. */
const HIGH_CONTROLS =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Decodes the code page that Western Windows programs wrote before UTF-8. Every byte means something in it, so this
 * never fails. Node 20's own TextDecoder takes it for Latin-1 and makes control characters of quotes and the euro sign.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (c) => HIGH_CONTROLS[c.charCodeAt(0) - 0x80]!);
}

/** The bytes of a text in that code page; null where the text has a character that it lacks. */
export function encodeWindows1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const plain = code < 0x80 || (code >= 0xa0 && code <= 0xff);
    const high = plain ? 0 : HIGH_CONTROLS.indexOf(text[i]!);
    if (high === -1) return null;
    bytes[i] = plain ? code : 0x80 + high;
  }
  return bytes;
}
