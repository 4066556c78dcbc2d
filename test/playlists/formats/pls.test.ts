import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { pls } from '../../../src/playlists/formats/pls.ts';
import { itWithShared } from '../../outside.ts';

const read = (text: string) => pls.read(Buffer.from(text), 'list.pls');

describe('PLS', () => {
  it('is written with numbered keys', () => {
    const tracks = [
      { location: 'a/b.mp3', title: 'So\nWhat', artist: 'Miles', album: 'Blue', lengthMs: 562_027 },
      { location: ' #1.mp3', title: 'x', artist: '', album: '', lengthMs: 1 },
    ];
    expect(pls.write({ title: 'Late Night', creator: '', tracks })).toBe(
      [
        '[playlist]',
        'X-GNOME-Title=Late Night',
        'File1=a/b.mp3',
        'Title1=Miles - So What',
        'Length1=562',
        'File2=./ #1.mp3',
        'Title2=x',
        'Length2=1',
        'NumberOfEntries=2',
        'Version=2',
        '',
      ].join('\n'),
    );
  });

  it('is read in any order, case and spacing; keys without a file are none', async () => {
    const text =
      '\ufeff\r\n [Playlist]\r\nTITLE10 = B - C\r\nfile10= file:///m/a%20b.mp3\rlength10=-1\nfile2=C:\\m\\a.mp3\nlength2=1.5\n; hm\nTitle3=no\nFile=no\nlength=3\n';
    expect((await read(text)).entries).toEqual([
      { location: 'C:\\m\\a.mp3', title: '', artist: '', album: '', lengthMs: 1500 },
      { location: '/m/a b.mp3', title: 'C', artist: 'B', album: '', lengthMs: null },
    ]);
  });

  it.each(['', 'File1=a.mp3', '[general]\nFile1=a'])('refuses %j, which is none', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'playlist-unreadable' });
  });

  it('takes no longer than the text is long', async () => {
    const hostile = `[playlist]\n${' '.repeat(200_000)}x\nfile${'1'.repeat(200_000)}\nFile1${' '.repeat(200_000)}\nFile999999999=a\n`;
    expect((await read(hostile)).entries).toHaveLength(1);
  });

  itWithShared('data/suites/m3u/clementine', 'agrees with the files of Clementine', async (dir) => {
    const one = await readPlaylistFile(join(dir, 'pls_one.pls'));
    expect(one.entries).toMatchObject([{ location: 'filename with spaces.mp3', title: 'Title', lengthMs: 123_000 }]);
    const radio = await readPlaylistFile(join(dir, 'pls_somafm.pls'));
    expect(radio.entries).toHaveLength(4);
    expect(radio.entries[3]).toMatchObject({ location: 'http://ice.somafm.com/groovesalad', lengthMs: null });
  });
});
