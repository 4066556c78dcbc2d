import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/playlists/formats/csv.ts';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { itWithShared } from '../../outside.ts';

const read = (text: string) => csv.read(Buffer.from(text), 'list.csv');

describe('CSV', () => {
  it('is written with a header, quotes where they are needed, and nothing that a spreadsheet would run', () => {
    const tracks = [
      { location: 'a/b.mp3', title: 'Say "Hi", now', artist: 'Miles', album: 'Blue', lengthMs: 245_027 },
      { location: '-x.mp3', title: '=1+1', artist: "'@x", album: "'tis", lengthMs: 1000 },
    ];
    expect(csv.write({ title: 'x', creator: '', tracks })).toBe(
      [
        'title,artist,album,length,location',
        '"Say ""Hi"", now",Miles,Blue,4:05.027,a/b.mp3',
        "'=1+1,''@x,'tis,0:01,'-x.mp3",
        '',
      ].join('\n'),
    );
  });

  it('is read by the headers that it has, with any delimiter', async () => {
    const entry = { location: null, title: 'A', artist: 'B', album: '', lengthMs: 61_000 };
    for (const text of [
      '\ufeffTrack Name,Artist Name(s),Duration (ms)\r\nA,B,61000\r\n',
      'title;artist;duration\nA;B;61s\n;;\n',
      '#\tTrack Title\tArtist\tTime\n1\tA\tB\t01:01\n\n',
      'TITLE|ARTIST|Length\nA|B|61',
    ]) {
      expect((await read(text)).entries, text).toEqual([entry]);
    }
    expect((await read('path\na.mp3\n')).entries).toMatchObject([{ location: 'a.mp3', title: '' }]);
  });

  it.each([
    ['', 'its header names neither a title nor a location'],
    ['a,b\n1,2\n', 'its header names neither a title nor a location'],
    ['title\n"a\nb', 'a quote is opened and never closed'],
  ])('refuses %j', async (text, reason) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'playlist-unreadable',
      message: expect.stringContaining(reason),
    });
  });

  it('tells which recording of MusicBrainz a track is', async () => {
    const uuid = '0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7';
    const { entries } = await csv.read(Buffer.from(`title,MBID\nA,${uuid}\nB,x\n`), 'x.csv');
    expect(entries.map(({ musicbrainzId }) => musicbrainzId)).toEqual([uuid, undefined]);
  });

  itWithShared('data/imports/exportify', 'takes what Exportify exports', async (dir) => {
    let count = 0;
    for (const name of readdirSync(dir)) {
      const { entries } = await readPlaylistFile(join(dir, name));
      count += entries.length;
      for (const { title, artist, lengthMs } of entries) {
        expect(title).not.toBe('');
        expect(artist).not.toBe('');
        expect(lengthMs).toBeGreaterThan(10_000);
      }
    }
    expect(count).toBe(561);
  });

  itWithShared('data/imports/samples', 'takes what TuneMyMusic and Soundiiz export', async (dir) => {
    const tune = await readPlaylistFile(join(dir, 'tunemymusic.csv'));
    expect(tune.entries[0]).toEqual({
      location: null,
      title: 'Bleed',
      artist: 'Connor Kauffman',
      album: 'Bleed',
      lengthMs: null,
      isrc: 'QZPY62100085',
    });
    const soundiiz = await readPlaylistFile(join(dir, 'soundiiz_roon_semicolon.csv'));
    expect(soundiiz.entries.map(({ isrc }) => isrc)).toEqual(['USUG11904206', 'USEP41718138', 'USIR19390103']);
  });
});
