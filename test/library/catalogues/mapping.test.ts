import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/errors.ts';
import { parseMap } from '../../../src/library/catalogues/map-option.ts';
import { mapped, readText } from './read.ts';

/** A header with a row beneath it. */
const read = (header: string, row: string, map = ''): ReturnType<typeof readText> =>
  readText(`${header}\n${row}\n`, { map: parseMap(map) });

describe('the guessed mapping', () => {
  it('knows the headers of programs', async () => {
    const exportify =
      'Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s),Album Artist Name(s),Album Release Date,' +
      'Album Image URL,Disc Number,Track Number,Track Duration (ms),Track Preview URL,Explicit,Popularity,ISRC,Added By,Added At,Artist Genres';
    expect(mapped(await read(exportify, 'spotify:track:6f807x0ima9a1j3VPbc7VN,One'))).toEqual({
      title: 'Track Name',
      artist: 'Artist Name(s)',
      albumArtist: 'Album Artist Name(s)',
      album: 'Album Name',
      genre: 'Artist Genres',
      duration: 'Track Duration (ms):ms',
      isrc: 'ISRC',
      year: 'Album Release Date',
      explicit: 'Explicit',
      id: 'Track URI',
    });
    expect(mapped(await read('title;artist;album;isrc;addedDate;addedBy;duration;url', 'a;b;c;;;;225s;'))).toEqual({
      title: 'title',
      artist: 'artist',
      album: 'album',
      isrc: 'isrc',
      duration: 'duration',
      id: 'url',
    });
    expect(mapped(await read('title,artist,album,isrc,platform,trackId,duration,addedDate,url', 'a,b'))).toMatchObject({
      service: 'platform',
      title: 'title',
    });
    expect(
      mapped(
        await read(
          'Index,Title,Artist,Top Genre,Year,Beats Per Minute (BPM),Energy,Length (Duration)',
          '1,a,b,pop,2000,120,54,"1,412"',
        ),
      ),
    ).toEqual({
      title: 'Title',
      artist: 'Artist',
      genre: 'Top Genre',
      year: 'Year',
      bpm: 'Beats Per Minute (BPM)',
      energy: 'Energy:100',
      duration: 'Length (Duration):s',
    });
    expect(mapped(await read('Name,Artist,Album,Track Number', 'a,b,c,1'))).toEqual({
      title: 'Name',
      artist: 'Artist',
      album: 'Album',
    });
  });

  it('knows every name of a column, whatever its case and spacing', async () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      title: ['title', 'track', 'track name', 'track_name', 'Track Title', 'song', 'song name', 'name', 'TITLE'],
      artist: ['artist', 'artists', 'artist name', 'Artist Name(s)', 'artist_name', 'track_artist', 'TPE1'],
      album: ['album', 'album name', 'album_name', 'album title', 'track_album_name'],
      genre: ['genre', 'genres', 'Top Genre', 'track_genre', 'playlist_genre', 'music_genre', 'class'],
      style: ['style', 'styles', 'subgenre', 'sub-genre', 'playlist_subgenre'],
      duration: [
        'duration',
        'Duration (ms)',
        'Track Duration (ms)',
        'duration_ms',
        'Time',
        'Length',
        'Length (Duration)',
      ],
      'duration ': ['length_seconds', 'Milliseconds', 'PLAYTIME', 'Total Time'],
      playlist: ['playlist', 'Playlist name', 'playlist_name'],
      year: ['year', 'release date'],
      bpm: ['bpm', 'tempo'],
      explicit: ['Explicit'],
      isrc: ['isrc', 'ISRC'],
    };
    for (const [field, columns] of Object.entries(names)) {
      for (const column of columns) {
        const header = field === 'title' ? `${column},album` : `title,${column}`;
        const { mapping } = await read(header, 'a,b');
        expect([column, mapping.columns.some((c) => c.field === field.trim() && c.column === column)]).toEqual([
          column,
          true,
        ]);
      }
    }
  });

  it('tells units from names, else from the first values, and says why', async () => {
    const lengthOf = async (header: string, values: readonly string[]): Promise<unknown> => {
      const { rows, mapping } = await readText(`title\t${header}\n${values.map((value) => `a\t${value}\n`).join('')}`);
      return [mapping.columns.find(({ field }) => field === 'duration')?.unit, rows.map(({ lengthMs }) => lengthMs)];
    };
    expect(await lengthOf('length', ['194754', '-1', '0', '1', ''])).toEqual(['ms', [194_754, null, null, null, null]]);
    expect(await lengthOf('length', ['209', '340.1', '1,412', '1', '5:55'])).toEqual([
      's',
      [209_000, 340_100, 1_412_000, null, 355_000],
    ]);
    expect(await lengthOf('length', ['225s', '5:55', '1:02:03', '00:03:52', 'PT3M45S', 'x'])).toEqual([
      null,
      [225_000, 355_000, 3_723_000, 232_000, 225_000, null],
    ]);
    expect(await lengthOf('Duration (ms)', ['234596.0', '4000', '1000'])).toEqual(['ms', [234_596, 4000, null]]);
    expect(await lengthOf('length_seconds', ['20000', '209'])).toEqual(['s', [20_000_000, 209_000]]);
    expect(await lengthOf('Length (min)', ['3.5'])).toEqual(['min', [210_000]]);
    expect(await lengthOf('Length', ['3.5', '4.2'])).toEqual([null, [null, null]]);
    const { mapping } = await read('Name,Length', 'a,209');
    expect(mapping.columns.map(({ why }) => why)).toEqual([
      'its name says so',
      'its name says so, and its first values (median 209) can only be s',
    ]);
  });

  it('reads numbers and marks in every spelling, and tells of absurd ones', async () => {
    const header = 'title;bpm;year;key;mode;energy;explicit';
    const { rows, problems } = await readText(
      `${header}\na;128,5;2004;0;1;80;TRUE\nb;0;0;-1;0;0;0\nc;99999;3;99;1;101;maybe\nd;NA;;A;minor;7;no\n`,
    );
    expect(rows.map(({ bpm, year, key, energy, explicit }) => [bpm, year, key, energy, explicit])).toEqual([
      [128.5, 2004, '8B', 0.8, true],
      [null, null, null, 0, false],
      [null, null, null, null, null],
      [null, null, '8A', 0.07, false],
    ]);
    expect(problems.map(({ code, row, column }) => [code, row, column])).toEqual(
      ['year', 'bpm', 'key', 'energy', 'explicit'].map((field) => [`${field}-invalid`, 3, field]),
    );
    expect((await read('title,key', 'a,7')).problems).toEqual([]);
  });

  it('takes no numbered column for titles', async () => {
    const { rows } = await readText('track,name,by\n1,One,A\n2,Two,B\n3,Three,C\n');
    expect(rows.map(({ title, artist }) => [title, artist])).toEqual([
      ['One', 'A'],
      ['Two', 'B'],
      ['Three', 'C'],
    ]);
  });

  it('shows the header and an example where nothing names the tracks', async () => {
    await expect(read('Col1,"Col, 2"', 'a,b')).rejects.toMatchObject({
      code: 'catalogue-no-title',
      message: 'no column has titles; the header is Col1, "Col, 2"',
      hint: "name the columns, as in --map 'title=Col1,duration=Length:s'",
    });
  });
});

describe('a mapping by hand', () => {
  it('goes before what is guessed', async () => {
    const list = await read(
      'Title,"Artist, main",Len,Genre',
      'a,b,3.5,Rock',
      'title=title,artist="Artist, main",duration=Len:min,genre=',
    );
    expect(mapped(list)).toEqual({ title: 'Title', artist: 'Artist, main', duration: 'Len:min' });
    expect(list.rows).toMatchObject([{ title: 'a', artist: 'b', lengthMs: 210_000, genres: [] }]);
    expect(list.mapping.passedOver).toEqual(['Genre']);
  });

  it('is read with quotes, units and colons', () => {
    expect(
      parseMap(' title = Name , duration=Time: total:s, album-artist="say ""hi"":x", energy="E":100,key='),
    ).toEqual([
      { field: 'title', column: 'Name', unit: null },
      { field: 'duration', column: 'Time: total', unit: 's' },
      { field: 'albumArtist', column: 'say "hi":x', unit: null },
      { field: 'energy', column: 'E', unit: '100' },
      { field: 'key', column: '', unit: null },
    ]);
    expect(parseMap('title=Part:1')).toEqual([{ field: 'title', column: 'Part:1', unit: null }]);
    expect(parseMap('')).toEqual([]);
  });

  it('is told what is wrong with it, and what would be right', async () => {
    const of = async (map: string): Promise<string> => {
      const error: unknown = await (async () => read('Title,Artist', 'a,b', map))().catch((e: unknown) => e);
      return error instanceof AppError ? `${error.code}: ${error.hint}` : 'no error';
    };
    expect(await of('artist=Artsit')).toBe('map-unknown-column: did you mean "Artist"?');
    expect(await of('artist=zzzzzzzzz')).toBe('map-unknown-column: the columns are Title, Artist');
    expect(await of('titel=Title')).toMatch(/^map-unknown-field: did you mean title\?/);
    expect(await of('duration="Title":x')).toMatch(/^map-unknown-unit: known are ms, milliseconds, s,/);
    expect(await of('title="Title":s')).toBe('map-unknown-unit: only duration and energy take units');
    for (const map of ['Title', '=x', 'title="x', 'title=Title;artist', ',']) {
      expect(await of(map)).toMatch(/^map-(?:syntax|unknown-column): /);
    }
  });
});
