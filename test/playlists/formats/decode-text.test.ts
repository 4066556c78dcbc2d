import { expect, it } from 'vitest';
import { decodeText } from '../../../src/playlists/formats/decode-text.ts';

const decode = (bytes: Uint8Array): string => decodeText(bytes, 'M3U', 'list.m3u');

it('tells UTF-8, UTF-16 and two code pages apart', () => {
  expect(decode(Buffer.from('\ufeffBjörk “x”'))).toBe('Björk “x”');
  expect(decode(Buffer.from('\ufeffBjörk', 'utf16le'))).toBe('Björk');
  expect(decode(Buffer.from('\ufeffBjörk', 'utf16le').swap16())).toBe('Björk');
  expect(decode(Buffer.from('Bj\xf6rk Gu\xf0mundsd\xf3ttir \x93\xe6\xf8\xe5\x94', 'latin1'))).toBe(
    'Björk Guðmundsdóttir “æøå”',
  );
  expect(decode(Buffer.from('\xd1\xf3\xef\xe5\xf0 \xe3\xf0\xf3\xef\xef\xe0', 'latin1'))).toBe('Супер группа');
});

it('refuses what is not text', () => {
  expect(() => decode(Buffer.from('ID3\x03\0\0'))).toThrow(
    'list.m3u is not a sound M3U playlist: it is not a text file',
  );
});
