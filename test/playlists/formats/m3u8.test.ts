import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { m3u8 } from '../../../src/playlists/formats/m3u8.ts';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { itWithShared } from '../../outside.ts';

const read = (data: string | Uint8Array) => m3u8.read(typeof data === 'string' ? Buffer.from(data) : data, 'list.m3u');
const locations = async (data: string | Uint8Array) => (await read(data)).entries.map(({ location }) => location);

describe('writing M3U8', () => {
  it('gives the directives that players know, and one path a line', () => {
    const tracks = [
      {
        location: 'Jazz/01 So What.flac',
        title: 'So What',
        artist: 'Miles Davis',
        album: 'Kind of Blue',
        lengthMs: 562_500,
      },
      { location: '#1 Hit.mp3', title: '#1\nHit', artist: '', album: '', lengthMs: 400 },
    ];
    expect(m3u8.write({ title: 'Late\r\nNight', creator: 'x', tracks })).toBe(
      [
        '#EXTM3U',
        '#EXTENC:UTF-8',
        '#PLAYLIST:Late Night',
        '#EXTINF:563,Miles Davis - So What',
        'Jazz/01 So What.flac',
        '#EXTINF:1,#1 Hit',
        './#1 Hit.mp3',
        '',
      ].join('\n'),
    );
  });

  it('never lets a path begin a line of its own', () => {
    const track = { location: 'a\n#EXTINF:1,b\r\nc', title: '', artist: '', album: '', lengthMs: 0 };
    expect(m3u8.write({ title: '', creator: '', tracks: [track] }).split('\n')).toHaveLength(6);
  });
});

describe('reading M3U', () => {
  it('takes title, names and lengths, with whatever else there is', async () => {
    const text =
      '\ufeff#EXTM3U\r\n#PLAYLIST: Mix \r\n\r\n# hm\r\n#EXTINF:12.5 logo="a,b" x=y,A - B - C\r\n#EXTVLCOPT:x\r\nb.mp3\rc.mp3';
    expect(await read(text)).toEqual({
      title: 'Mix',
      entries: [
        { location: 'b.mp3', title: 'B - C', artist: 'A', album: '', lengthMs: 12_500 },
        { location: 'c.mp3', title: '', artist: '', album: '', lengthMs: null },
      ],
    });
  });

  it.each([['-1'], ['0'], [''], ['abc'], ['9999999999999999999999']])('knows no length from %j', async (seconds) => {
    expect((await read(`#EXTINF:${seconds},x\na`)).entries[0]!.lengthMs).toBeNull();
  });

  it('reads UTF-8, else Windows-1252, and UTF-16 with a mark', async () => {
    expect(await locations('Björk “x”.mp3')).toEqual(['Björk “x”.mp3']);
    expect(await locations(Buffer.from('Bj\xf6rk \x93x\x94.mp3', 'latin1'))).toEqual(['Björk “x”.mp3']);
    expect(await locations(Buffer.from('\ufeffBjörk.mp3', 'utf16le'))).toEqual(['Björk.mp3']);
  });

  it('decodes file URIs and leaves other URIs alone', async () => {
    const lines = [
      'file:///m/a%20b%23.mp3',
      'file://localhost/m/100%.mp3',
      'file:///C:/m/a.mp3',
      'http://x/a%20b',
      '100%25.mp3',
    ];
    expect(await locations(lines.join('\n'))).toEqual([
      '/m/a b#.mp3',
      '/m/100%.mp3',
      'C:/m/a.mp3',
      'http://x/a%20b',
      '100%25.mp3',
    ]);
  });

  it('refuses what is not text', async () => {
    await expect(read(Buffer.from('ID3\x03\0\0'))).rejects.toMatchObject({ code: 'playlist-unreadable' });
  });

  it('takes no longer than the text is long', async () => {
    const hostile = `#EXTINF:${'1'.repeat(200_000)}\n#EXTINF:1${'"'.repeat(200_001)}\n${' '.repeat(200_000)}\n`;
    expect(await locations(hostile)).toEqual([]);
  });

  itWithShared('data/suites/m3u/mopidy', 'agrees with the files of Mopidy', async (dir) => {
    const found = new Map<string, readonly unknown[]>();
    for (const name of readdirSync(dir)) found.set(name, (await readPlaylistFile(join(dir, name))).entries);
    const song = (n: number, title = '', lengthMs: number | null = null) =>
      expect.objectContaining({ location: `song${n}.mp3`, title, lengthMs }) as unknown;
    expect(Object.fromEntries(found)).toEqual({
      'comment-ext.m3u': [song(1, 'Song #1')],
      'comment.m3u': [song(1)],
      'empty-ext.m3u': [],
      'empty.m3u': [],
      'encoding-ext.m3u': [expect.objectContaining({ location: 'æøå.mp3', title: 'æøå' })],
      'encoding.m3u': [expect.objectContaining({ location: 'æøå.mp3' })],
      'one-ext.m3u': [song(1, 'Song #1')],
      'one.m3u': [song(1)],
      'playlist.m3u': [expect.objectContaining({ location: 'http://example.com/' })],
      'two-ext.m3u': [song(1, 'Song #1'), song(2, 'Song #2', 60_000)],
    });
  });

  itWithShared('data/suites/m3u/clementine/test.m3u', 'reads a large one as it is', async (path) => {
    const { entries } = await readPlaylistFile(path);
    const paths = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('/'));
    expect(entries.map(({ location }) => location)).toEqual(paths);
    expect(entries[0]).toMatchObject({ title: 'gravity', lengthMs: 203_000 });
  });
});
