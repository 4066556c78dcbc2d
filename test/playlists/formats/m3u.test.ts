import { expect, it } from 'vitest';
import { m3u } from '../../../src/playlists/formats/m3u.ts';

const written = (title: string): Uint8Array =>
  m3u.encode!(
    m3u.write({
      title,
      creator: '',
      tracks: [{ location: `${title}.mp3`, title, artist: '', album: '', lengthMs: 1 }],
    }),
  );

it('is Windows-1252 with CRLF as far as that goes', () => {
  expect(Buffer.from(written('Bj\u00f6rk \u20ac')).toString('latin1')).toBe(
    '#EXTM3U\r\n#PLAYLIST:Bj\u00f6rk \u0080\r\n#EXTINF:1,Bj\u00f6rk \u0080\r\nBj\u00f6rk \u0080.mp3\r\n',
  );
});

it.each([
  ['beyond it', '\u6771\u4eac'],
  ['what would be taken for UTF-8', '\u00c3\u00b6'],
  ['what would be taken for Cyrillic', '\u00ee\u00f0\u00e5\u00eb\u00ee\u00f0\u00e5\u00eb'],
])('is UTF-8 with a mark for text %s, and reads back', async (_what, title) => {
  const bytes = written(title);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect((await m3u.read(bytes, 'list.m3u')).entries).toMatchObject([{ location: `${title}.mp3`, title }]);
});
