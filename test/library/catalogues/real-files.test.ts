import { describe, expect } from 'vitest';
import { itWithShared } from '../../outside.ts';
import { codes, mapped, readFile, recordings, type WholeCatalogue } from './read.ts';

describe('the catalogues beside the repository', () => {
  itWithShared('data/catalogue/spotify_songs.csv', 'are 28,356 tracks in 32,833 rows', async (path) => {
    const songs = await readFile(path);
    expect(songs.rows.length).toBe(32_833);
    expect(codes(songs.problems)).toEqual({ 'names-missing': 5 });
    expect(mapped(songs)).toEqual({
      title: 'track_name',
      artist: 'track_artist',
      album: 'track_album_name',
      style: 'playlist_subgenre',
      genre: 'playlist_genre',
      duration: 'duration_ms:ms',
      year: 'track_album_release_date',
      bpm: 'tempo',
      key: 'key',
      mode: 'mode',
      energy: 'energy:1',
      playlist: 'playlist_name',
      id: 'track_id',
    });
    const tracks = recordings(songs.rows);
    expect(tracks.length).toBe(28_356);
    expect(tracks.filter(({ genres }) => genres.length > 1).length).toBe(1687);
    expect(songs.rows.filter(({ lengthMs }) => lengthMs === 4000).length).toBe(1);
    expect(songs.rows.filter(({ bpm }) => bpm === null).length).toBe(1);
    expect(songs.rows.every(({ key, year, lengthMs }) => key !== null && year !== null && lengthMs !== null)).toBe(
      true,
    );
    expect(songs.rows[0]).toMatchObject({
      row: 1,
      line: 2,
      title: "I Don't Care (with Justin Bieber) - Loud Luxury Remix",
      artist: 'Ed Sheeran',
      genres: ['pop'],
      styles: ['dance pop'],
      year: 2019,
      bpm: 122.04,
      key: '2B',
      energy: 0.916,
      lengthMs: 194_754,
      ids: [{ kind: 'spotify', value: '6f807x0ima9a1j3VPbc7VN' }],
      playlist: 'Pop Remix',
    });
  });

  itWithShared('data/catalogue/spotify_explicit_6300.csv', 'tell what is explicit', async (path) => {
    const songs = await readFile(path);
    expect(codes(songs.problems)).toEqual({});
    expect(songs.rows.length).toBe(6300);
    expect(songs.rows.filter(({ explicit }) => explicit).length).toBe(1194);
    expect(songs.rows.filter(({ explicit }) => explicit === false).length).toBe(5106);
    expect(recordings(songs.rows).length).toBe(6187);
  });

  itWithShared('data/catalogue/spotify_top2000_semicolon.csv', 'have no track of one second', async (path) => {
    const songs = await readFile(path);
    expect(mapped(songs)).toMatchObject({ duration: 'Length:s', energy: 'Energy:100', bpm: 'BPM' });
    expect(songs.rows.length).toBe(1994);
    expect(codes(songs.problems)).toEqual({ 'length-absurd': 4 });
    const absurd = songs.rows.filter(({ lengthMs }) => lengthMs === null).map(({ title }) => title.split(/ [-(]/)[0]);
    expect(absurd.sort()).toEqual(['Autobahn', 'Close to the Edge', 'Echoes', 'Get Ready']);
    expect(songs.problems[0]).toMatchObject({ file: path, row: 999, line: 1000, column: 'Length' });
    expect(recordings(songs.rows).length).toBe(1994);
  });
});

/** Rows, and rows with genres, of each file. */
const EXPORTIFY: Readonly<Record<string, readonly [rows: number, withGenres: number]>> = {
  '50s_housewife_bangers🍸': [112, 98],
  Acoustic: [31, 19],
  Clean_and_Catchy: [43, 14],
  Heavy_Metal: [9, 0],
  Indie_Rock: [84, 23],
  'Interstellar_(Original_Motion_Picture_Soundtrack)_[Expanded_Edition]': [30, 30],
  KLOVE_Hits: [121, 119],
  Musicals: [121, 97],
  'Western_Swing_&_Waltzes_and_Other_Punchy_Songs': [10, 10],
};

describe('what Exportify wrote', () => {
  for (const [name, [rows, withGenres]] of Object.entries(EXPORTIFY)) {
    itWithShared(`data/imports/exportify/${name}.csv`, `is read: ${name}`, async (path) => {
      const list = await readFile(path);
      expect(list).toMatchObject({ dialect: 'Exportify', problems: [] });
      expect(mapped(list)).toMatchObject({ genre: 'Genres', duration: 'Duration (ms):ms', id: 'Track URI' });
      expect(list.rows.length).toBe(rows);
      expect(list.rows.filter(({ genres }) => genres.length > 0).length).toBe(withGenres);
      expect(new Set(list.rows.map(({ playlist }) => playlist))).toEqual(new Set([name]));
      expect(list.rows.map(({ position }) => position)).toEqual(list.rows.map((_, i) => i + 1));
      expect(list.rows.every(({ ids, key, year }) => ids.length === 1 && key !== null && year !== null)).toBe(true);
    });
  }

  itWithShared('data/imports/exportify', 'is 561 rows of 560 tracks', async (folder) => {
    const lists = await Promise.all(Object.keys(EXPORTIFY).map((name) => readFile(`${folder}/${name}.csv`)));
    const rows = lists.flatMap((list) => list.rows);
    expect([rows.length, recordings(rows).length]).toEqual([561, 560]);
    expect(rows.find(({ title }) => title === 'Someone In The Crowd')).toMatchObject({
      artist: 'Emma Stone; Callie Hernandez; Sonoya Mizuno; Jessica Rothe',
      artists: ['Emma Stone', 'Callie Hernandez', 'Sonoya Mizuno', 'Jessica Rothe'],
      year: 2016,
    });
  });
});

describe('what music programs wrote', () => {
  const titles = ({ rows }: WholeCatalogue): unknown =>
    rows.map(({ title, artist, lengthMs }) => [title, artist, lengthMs]);

  for (const [name, path] of [
    ['unix', '/Music/Alt-J/An Awesome Wave/03 Tessellate.mp3'],
    ['windows', 'G:/Music/Alt-J/An Awesome Wave/03 Tessellate.mp3'],
  ] as const) {
    itWithShared(`data/imports/itunes_library_${name}.xml`, `is read: iTunes XML of ${name}`, async (file) => {
      const library = await readFile(file);
      expect(library).toMatchObject({ kind: 'itunes-xml', problems: [] });
      expect(titles(library)).toEqual([
        ['Tessellate', 'alt-J', 182_674],
        ['Breezeblocks', 'alt-J', 227_082],
        ['❦ (Ripe & Ruin)', 'alt-J', 72_097],
      ]);
      expect(library.rows[0]).toMatchObject({ path, album: 'An Awesome Wave', genres: ['Alternative'], year: 2012 });
    });
  }

  itWithShared('data/imports/rekordbox.xml', 'is read: rekordbox XML', async (file) => {
    const library = await readFile(file);
    expect(library).toMatchObject({ kind: 'rekordbox-xml', problems: [] });
    expect(titles(library)).toEqual([
      ['Whatever You Do (Instrumental)', 'The C.V.Q. Band', 279_000],
      ['Savannah', 'The Keyboys', 221_000],
    ]);
    expect(library.rows[1]).toMatchObject({
      line: 18,
      bpm: 105.54,
      key: '8A',
      year: null,
      path: 'D:/Music/Collections/Performance/Lossy/Downloads/Various Artists/Club Meduse/Savannah - The Keyboys.mp3',
    });
  });

  itWithShared('data/imports/traktor-collection.nml', 'is read: Traktor NML', async (file) => {
    const library = await readFile(file);
    expect(library).toMatchObject({ kind: 'traktor-nml', problems: [] });
    expect(titles(library)).toEqual([
      ['Get Down On It (Rocco Raimundo Edit)', 'Kool & The Gang', 465_084],
      ['Need U (100%) (Skreamix)', 'Duke Dumont ft. A*M*E', 392_908],
    ]);
    expect(library.rows.map(({ bpm, key, genres, year }) => [bpm, key, genres, year])).toEqual([
      [112, '9B', ['Funk'], 2012],
      [124, '5A', ['Nu-Disco'], 2013],
    ]);
    expect(library.rows[1]!.path).toBe(
      'D:/Music/Collections/Performance/Lossy/Downloads/Duke Dumont ft. AME/Need U (100%) (Remixes)/Need U (100%) (Skreamix) - Duke Dumont ft. AME.mp3',
    );
  });

  itWithShared('data/imports/samples/itunes_playlist_utf16.txt', 'is read: iTunes TXT', async (file) => {
    const list = await readFile(file);
    expect(list).toMatchObject({ dialect: 'iTunes TXT', problems: [] });
    expect(titles(list)).toEqual([['Migration', 'Bonobo', 327_000]]);
    expect(list.rows[0]!.path).toBe('/Users/x/Music/iTunes/iTunes Media/Music/Bonobo/Migration/01 Migration.m4a');
  });

  itWithShared('data/imports/samples/rekordbox_playlist.txt', 'is read: rekordbox TXT', async (file) => {
    const list = await readFile(file);
    expect(list).toMatchObject({ dialect: 'rekordbox TXT', problems: [] });
    expect(list.rows).toMatchObject([
      { lengthMs: 355_000, key: '5A', bpm: 125, artist: 'Ferreck Dawn, Jem Cooke', position: 1 },
      { lengthMs: 361_000, key: '11A', bpm: 126, genres: ['Funky House'], position: 2 },
    ]);
  });

  itWithShared('data/imports/samples/tunemymusic.csv', 'is read: TuneMyMusic', async (file) => {
    const list = await readFile(file);
    expect(list).toMatchObject({ dialect: 'TuneMyMusic', problems: [] });
    expect(list.rows).toMatchObject([
      { title: 'Bleed', isrc: 'QZPY62100085', ids: [{ kind: 'spotify', value: '4k8D363TGNjILbQRciQfBD' }] },
      { title: 'Running Up That Hill', playlist: 'Favorite Songs' },
      { title: 'Sweater Weather', ids: [], playlist: 'Pandora Thumbs' },
      { title: 'Cupid', artist: 'FIFTY FIFTY', playlist: 'Liked videos' },
    ]);
  });

  itWithShared('data/imports/samples/soundiiz_roon_semicolon.csv', 'is read: Roon by Soundiiz', async (file) => {
    const list = await readFile(file);
    expect(list.problems).toEqual([]);
    expect(list.rows.map(({ title, isrc, lengthMs }) => [title, isrc, lengthMs])).toEqual([
      ['Blinding Lights', 'USUG11904206', null],
      ['Alice', 'USEP41718138', null],
      ['November', 'USIR19390103', null],
    ]);
  });

  itWithShared('data/imports/samples/exportify_2026_quoted.csv', 'is read: Exportify of 2026', async (file) => {
    const list = await readFile(file);
    expect(codes(list.problems)).toEqual({ 'isrc-invalid': 1 });
    expect(list.rows).toMatchObject([{ artist: 'Led Zeppelin; Jimmy Page', isrc: null, lengthMs: 482_830 }]);
  });

  itWithShared('data/imports/samples/radio_fixedwidth_musicmix_be.asc', 'is refused: a radio log', async (file) => {
    await expect(readFile(file)).rejects.toMatchObject({ code: 'catalogue-no-title', exitCode: 2 });
  });
});
