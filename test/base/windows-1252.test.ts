import { expect, it } from 'vitest';
import { decodeWindows1252, encodeWindows1252 } from '../../src/base/windows-1252.ts';

it('reads what Windows wrote, quotes and euro sign included', () => {
  const bytes = Uint8Array.from([0x80, 0x20, 0x93, 0x4d, 0xf6, 0x74, 0x94, 0x99, 0x9f, 0x81]);
  expect(decodeWindows1252(bytes)).toBe('€ “Möt”™Ÿ\u0081');
});

it('reads a part of a larger buffer', () => {
  expect(decodeWindows1252(Uint8Array.from([0x41, 0x42, 0x43]).subarray(1, 2))).toBe('B');
});

it('writes what it reads, and nothing else', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(encodeWindows1252(decodeWindows1252(all))).toEqual(all);
  for (const text of ['東京', '\u0080', '\u0100', '🎵']) expect(encodeWindows1252(text), text).toBeNull();
});
