import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cue } from '../../../src/playlists/formats/cue.ts';
import { readPlaylistFile } from '../../../src/playlists/formats/index.ts';
import { itWithShared } from '../../outside.ts';

const read = (text: string) => cue.read(Buffer.from(text), 'list.cue');

describe('a cue sheet', () => {
  it('of one file gives lengths but for the last track, and no locations', async () => {
    const text = `REM x\r\nPERFORMER "Miles"\r\nTITLE "Kind of "Blue""\r\nFILE "all.wav" WAVE
      TRACK 01 AUDIO\r  TITLE So What \n  ISRC USSM15900113\n INDEX 00 00:00:00\n INDEX 01 00:00:33\n INDEX 02 01:00:00
      TRACK 02 AUDIO\n  TITLE "Freddie"\n  performer "Freeloader"\n INDEX 01 09:22:33\n`;
    expect(await read(text)).toEqual({
      title: 'Kind of "Blue"',
      entries: [
        {
          location: null,
          title: 'So What',
          artist: 'Miles',
          album: 'Kind of "Blue"',
          lengthMs: 562_000,
          isrc: 'USSM15900113',
        },
        { location: null, title: 'Freddie', artist: 'Freeloader', album: 'Kind of "Blue"', lengthMs: null },
      ],
    });
  });

  it('with a file a track gives their locations, also where the gap is in the file before', async () => {
    const text = `FILE "a b.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE x\nINDEX 00 03:00:00
      FILE c.flac WAVE\nINDEX 01 00:00:00\nFILE file:///d%20e.wav\nTRACK 03 AUDIO\nINDEX 01 00:00:00`;
    const { entries } = await read(text);
    expect(entries.map(({ location }) => location)).toEqual(['a b.wav', 'c.flac', '/d e.wav']);
    expect(entries.map(({ title }) => title)).toEqual(['', 'x', '']);
  });

  it('leaves out data tracks, but lets them end the track before', async () => {
    const text = `FILE "a.bin" BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 MODE1/2352\nINDEX 01 01:00:00`;
    expect((await read(text)).entries).toMatchObject([{ lengthMs: 60_000 }]);
  });

  it.each([
    ['', 'it has no TRACK'],
    ['TITLE "x"\nFILE "a.wav" WAVE\n', 'it has no TRACK'],
    ['TRACK\n', 'TRACK needs a number and a mode'],
    ['TRACK 01 AUDIO\nINDEX', 'INDEX needs'],
    ['\nTRACK 1 \n', 'list.cue:2 is not a sound cue playlist: TRACK needs a number and a mode'],
    ['INDEX 01 00:00:00', 'INDEX stands before the first TRACK'],
    ['TRACK 01 AUDIO\nINDEX 01 00:00:75', 'list.cue:2 is not a sound cue playlist: INDEX needs'],
    ['TRACK 01 AUDIO\nINDEX 01 00:60:00', 'INDEX needs'],
    ['TRACK 01 AUDIO\nINDEX 01 -1:00:00', 'INDEX needs'],
  ])('%j is refused', async (text, reason) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'playlist-unreadable',
      message: expect.stringContaining(reason),
    });
  });

  it('takes no longer than the text is long', async () => {
    const many = 'TRACK 01 AUDIO\nINDEX 01 00:00:00\n'.repeat(50_000);
    const blanks = ' '.repeat(200_000);
    const { entries } = await read(`FILE "${blanks}\nTITLE${blanks}\u2028"x\n${blanks}\u2028x\n${many}`);
    expect(entries).toHaveLength(50_000);
  });

  itWithShared('data/suites/cue', 'of three players is taken or refused as it should be', async (dir) => {
    const titles = new Map<string, readonly string[]>();
    for (const player of readdirSync(dir)) {
      for (const name of readdirSync(join(dir, player))) {
        const { entries } = await readPlaylistFile(join(dir, player, name)).catch((error: { code: string }) => {
          expect(error.code).toBe('playlist-unreadable');
          return { entries: [] };
        });
        titles.set(
          name,
          entries.map(({ title }) => title),
        );
      }
    }
    expect(Object.fromEntries([...titles].map(([name, { length }]) => [name, length]))).toEqual({
      '00_short.cue': 4,
      '01_Meat Loaf - Bat Out Of Hell.cue': 7,
      '02_dragonattack.cue': 11,
      '03_stonecold.cue': 11,
      '04_issue_75.cue': 1,
      '05_issue_77.cue': 2,
      '06_issue86.cue': 12,
      '07_issue_119 TOTALDISCS and DISCNUMBER tags.cue': 4,
      '08_Aria.cue': 15,
      '09_multiple_date.cue': 4,
      '10_First_index00.cue': 4,
      '99_tracks.cue': 99,
      'brokensong.cue': 3,
      'fullmetadata.cue': 2,
      'fuzz-6416083458064384.cue': 0,
      'issue10.cue': 8,
      'leak.cue': 0,
      'manyfiles.cue': 5,
      'manyfilesbroken.cue': 8,
      'onesong.cue': 1,
      'ru_cp1251.cue': 4,
      'ru_utf8.cue': 4,
      'ru_utf8_BOM.cue': 4,
      'simple.cue': 4,
      'twosongs.cue': 2,
      'withdatafiles.cue': 4,
    });
    const russian = ['Трек 01', 'Трек 02', 'Трек 03', 'Трек 04'];
    for (const name of ['ru_cp1251.cue', 'ru_utf8.cue', 'ru_utf8_BOM.cue']) expect(titles.get(name)).toEqual(russian);
  });

  itWithShared('data/suites/cue/libcue/fuzz-6416083458064384.cue', 'that is broken says where', async (path) => {
    await expect(readPlaylistFile(path)).rejects.toMatchObject({ message: expect.stringContaining(':103 ') });
  });
});

describe('writing a cue sheet', () => {
  const track = { title: 'A "b"\n', artist: 'C', album: '', lengthMs: 1000 };

  it('gives each track a file of its own, with the type of its kind, and its ISRC', () => {
    const tracks = [
      { ...track, location: '/m/a "1".MP3', isrc: 'GBAYE0601498' },
      { ...track, location: 'b.aif' },
      { ...track, location: 'x.mp3/c' },
    ];
    expect(cue.write({ title: 'L"x"', creator: 'y', tracks: tracks.slice(0, 1) })).toBe(
      [
        `TITLE "L'x'"`,
        'FILE "/m/a "1".MP3" MP3',
        '  TRACK 01 AUDIO',
        `    TITLE "A 'b'"`,
        '    PERFORMER "C"',
        '    ISRC GBAYE0601498',
        '    INDEX 01 00:00:00',
        '',
      ].join('\r\n'),
    );
    const types = cue.write({ title: '', creator: '', tracks }).match(/(?<=" )[A-Z3]+(?=\r)/g);
    expect(types).toEqual(['MP3', 'AIFF', 'WAVE']);
  });

  it('keeps the ISRC and more than 999 tracks', async () => {
    const tracks = Array.from({ length: 1001 }, (_, i) => ({ ...track, location: `${i}`, isrc: 'GBAYE0601498' }));
    const { entries } = await read(cue.write({ title: 'x', creator: '', tracks }));
    expect(entries).toHaveLength(1001);
    expect(entries[1000]).toMatchObject({ location: '1000', isrc: 'GBAYE0601498' });
  });
});
