import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_FACTS, type CatalogueRow } from '../../src/library/catalogues/catalogue.ts';
import { openCatalogue } from '../../src/library/catalogues/index.ts';
import { catalogueStore } from '../../src/library/catalogue-store.ts';
import { groupRows } from '../../src/library/groups.ts';
import { importCatalogue, type ImportReport } from '../../src/library/import-catalogue.ts';
import { scanFolders } from '../../src/library/scan.ts';
import { libraryView } from '../../src/library/view.ts';
import type { Track } from '../../src/model/track.ts';
import { openScratchStore, type Store } from '../../src/store/store.ts';
import { itWithShared, tempDir } from '../outside.ts';
import { chunks } from './catalogues/read.ts';
import { makeTrack } from '../make-track.ts';
import { numberedWav } from './files.ts';
import { putTracks } from './stored.ts';

const dir = tempDir();
const emptyStore = (): Store => openScratchStore(join(dir, 'none.db'));
let store: Store;
let music = '';
let count = 0;

beforeEach(() => {
  store = emptyStore();
  music = join(dir, `music ${++count}`);
  mkdirSync(music);
  return () => store.close();
});

async function importText(lines: readonly string[], source = 'list.csv', into = store): Promise<ImportReport> {
  const { kind, batches } = await openCatalogue(chunks(`${lines.join('\n')}\n`), { source });
  return importCatalogue(into, { source, kind, rows: groupRows(batches) });
}

const scan = (full = false): Promise<unknown> => scanFolders(store, [music], { full });
const put = (name: string, number: number): string => numberedWav(join(music, name), number);

/** All tracks by their names, whether there is audio of them or not; ids say nothing. */
function tracks(from = store): Record<string, unknown>[] {
  const rows = from.db
    .prepare<[], Record<string, unknown>>(
      `SELECT title, artist, album, genres, styles, isrc, year, bpm, explicit, length_samples AS length, codec,
         (SELECT count(*) FROM files WHERE track_id = tracks.id) AS files
       FROM tracks`,
    )
    .all();
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const found = (): readonly Track[] => libraryView(store, []).tracks;
const counts = ({ problems: _problems, ...rest }: ImportReport): unknown => rest;

const HEADER = 'title,artist,genre,style,duration,year,isrc,playlist';
const row = (title: string, artist: string, genre: string, rest = ',0:02,,,'): string =>
  `${title},${artist},${genre},${rest}`;

describe('ids in MusicBrainz', () => {
  const uuids = ['0b2cb6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7', 'f5b6b6c0-9bb4-4f0a-8d39-0d4d1c7cf1a7'] as const;
  const known = makeTrack({ musicbrainzRecordingId: uuids[0], musicbrainzTrackId: uuids[1], title: 'Here' });
  const list = ['title,artist,genre,mbid', `Elsewhere,Nobody,Jazz,${uuids[0]}`, `On a release,Nobody,Funk,${uuids[1]}`];

  it('find tracks with audio, whichever comes first, whatever the names', async () => {
    putTracks(store, [known]);
    expect(counts(await importText(list))).toMatchObject({ enriched: 2, new: 0 });
    expect(found()).toMatchObject([{ title: 'Here', genres: ['Funk', 'Jazz'] }]);
    const other = emptyStore();
    expect(counts(await importText(list, 'list.csv', other))).toMatchObject({ enriched: 0, new: 2 });
    putTracks(other, [known]);
    await importText(['title,artist', 'More,Others'], 'more.csv', other);
    expect(libraryView(other, []).tracks).toMatchObject([{ title: 'Here', genres: ['Funk', 'Jazz'] }]);
    for (const uuid of uuids) {
      expect(libraryView(other, []).findByMusicbrainzId(uuid)).toMatchObject([{ id: known.id }]);
    }
    other.close();
  });
});

describe('an imported catalogue', () => {
  it('is tracks without audio, which are in no table of tracks to choose from', async () => {
    const report = await importText([HEADER, row('Song', 'Band', 'Rock'), row('Other', 'Band', 'Jazz')]);
    expect(counts(report)).toEqual({ rows: 2, new: 2, merged: 0, enriched: 0, known: 0 });
    expect(tracks()).toMatchObject([
      { title: 'Other', genres: '["Jazz"]', length: 2000, codec: '', files: 0 },
      { title: 'Song', genres: '["Rock"]', length: 2000, codec: '', files: 0 },
    ]);
    expect(libraryView(store, []).table.count).toBe(0);
  });

  it('makes many rows of a recording one track with all their genres, and counts them', async () => {
    const rows = [HEADER, 'A,B,Rock,Punk,3:00,1990,,Mix', 'A,B,Pop,,3:00,,,Party', 'A,B,Rock,Ska,3:00,1988,,'];
    expect(counts(await importText(rows))).toEqual({ rows: 3, new: 1, merged: 2, enriched: 0, known: 0 });
    expect(tracks()).toMatchObject([{ genres: '["Pop","Rock"]', styles: '["Punk","Ska"]', year: 1988 }]);
  });

  it('changes nothing when it comes again', async () => {
    const rows = [HEADER, row('Song', 'Band', 'Rock'), row('Song', 'Band', 'Jazz'), row('Other', 'Band', 'Jazz')];
    await importText(rows);
    const before = tracks();
    expect(counts(await importText(rows))).toEqual({ rows: 3, new: 0, merged: 0, enriched: 0, known: 3 });
    expect(tracks()).toEqual(before);
  });

  it('that has become shorter forgets the places that are gone', async () => {
    await importText([HEADER, row('A', 'X', '', ',3:00,,,Mix'), row('B', 'X', '', ',3:00,,,Mix')]);
    await importText([HEADER, row('A', 'X', '', ',3:00,,,Mix')]);
    expect([...catalogueStore(store).withoutAudio(false)]).toMatchObject([{ playlist: 'Mix', row: 1 }]);
  });

  it('tells problems by their codes, the first three of each', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => row(`T${i}`, 'B', '', ',1,,,'));
    const { problems } = await importText([HEADER, ...rows, row('Long', 'B', '', ',300,,,'), ',nobody,,,,,,']);
    expect(problems).toMatchObject([
      { code: 'length-absurd', severity: 'warning', count: 5 },
      { code: 'title-missing', severity: 'error', count: 1 },
    ]);
    expect(problems.map(({ first }) => first.map((p) => p.row))).toEqual([[1, 2, 3], [7]]);
    expect(tracks().map(({ length }) => length)).toEqual([300_000, 0, 0, 0, 0, 0]);
  });

  itWithShared('data/catalogue/spotify_songs.csv', 'of 32,833 rows is 28,356 tracks, twice as once', async (path) => {
    const open = async (): Promise<ImportReport> => {
      const { kind, batches } = await openCatalogue(createReadStream(path), { source: path });
      return importCatalogue(store, { source: path, kind, rows: groupRows(batches) });
    };
    expect(counts(await open())).toEqual({ rows: 32_833, new: 28_356, merged: 4477, enriched: 0, known: 0 });
    const several = store.db.prepare('SELECT count(*) FROM tracks WHERE json_array_length(genres) > 1').pluck().get();
    expect(several).toBe(1687);
    expect(counts(await open())).toEqual({ rows: 32_833, new: 0, merged: 0, enriched: 0, known: 32_833 });
    expect(store.db.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(28_356);
  });
});

/** Rows that share keys in all ways. */
const anyRow: fc.Arbitrary<Omit<CatalogueRow, 'row' | 'line'>> = fc.record({
  ...Object.fromEntries(Object.entries(NO_FACTS).map(([name, value]) => [name, fc.constant(value)])),
  title: fc.constantFrom('a', 'A!', 'b'),
  artist: fc.constantFrom('x', 'y'),
  artists: fc.constant(['x']),
  album: fc.constantFrom('', 'l'),
  genres: fc.subarray(['Jazz', 'Pop', 'Rock']),
  year: fc.constantFrom(null, 1990, 2000),
  explicit: fc.constantFrom(null, true, false),
  isrc: fc.constantFrom(null, null, 'QZFXT2600001', 'QZFXT2600002'),
  lengthMs: fc.constantFrom(null, 2000, 2400, 9000),
  ids: fc.subarray([
    { kind: 'deezer', value: '1' },
    { kind: 'spotify', value: '2' },
  ]),
  path: fc.constant(null),
  playlist: fc.constantFrom(null, 'Mix'),
  position: fc.constant(null),
}) as never;

async function importRows(rows: readonly Omit<CatalogueRow, 'row' | 'line'>[], atOnce: number): Promise<unknown[]> {
  const into = emptyStore();
  try {
    for (let at = 0; at < rows.length; at += atOnce) {
      const batch = rows.slice(at, at + atOnce).map((one, i) => ({ ...one, row: i + 1, line: i + 2 }));
      const batches = (async function* () {
        yield { rows: batch, problems: [] };
      })();
      await importCatalogue(into, { source: `list ${at}`, kind: 'delimited', rows: groupRows(batches) });
    }
    return tracks(into);
  } finally {
    into.close();
  }
}

describe('rows', () => {
  it('make the same tracks in any order, in few files or many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(anyRow, { maxLength: 6 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        fc.integer({ min: 1, max: 6 }),
        async ([rows, shuffled], atOnce) => {
          expect(await importRows(shuffled, atOnce)).toEqual(await importRows(rows, 6));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a track with audio', () => {
  it('gets the genres of a catalogue, and what its tags leave out', async () => {
    put('Band - Song.wav', 1);
    await scan();
    const report = await importText([HEADER, 'Song,BAND,Rock,Punk,0:02,1999,QZFXT2600001,']);
    expect(counts(report)).toEqual({ rows: 1, new: 0, merged: 0, enriched: 1, known: 0 });
    expect(found()).toMatchObject([
      { title: 'Song', genres: ['Rock'], styles: ['Punk'], year: 1999, isrc: 'QZFXT2600001', codec: 'pcm' },
    ]);
    expect(tracks()).toHaveLength(1);
  });

  it('is the same whether the catalogue or the scan came first', async () => {
    const rows = [HEADER, row('Song', 'Band', 'Rock'), 'Song,Band feat. Guest,Pop,,,2001,QZFXT2600001,Mix'];
    put('Band - Song.wav', 1);
    await scan();
    await importText(rows);
    const before = tracks();
    store.close();
    store = emptyStore();
    await importText(rows);
    expect(tracks()).toHaveLength(2);
    await scan();
    expect(tracks()).toEqual(before);
    expect(before).toMatchObject([{ genres: '["Pop","Rock"]', year: 2001, files: 1 }]);
    expect(counts(await importText(rows))).toMatchObject({ new: 0, merged: 0 });
  });

  it('is found by its path before its names', async () => {
    const path = put('a.wav', 1);
    await scan();
    await importText(['title,artist,genre,path', `Else,Who,Jazz,${path}`]);
    expect(found()).toMatchObject([{ genres: ['Jazz'] }]);
    store.close();
    store = emptyStore();
    await importText(['title,artist,genre,path', `Else,Who,Jazz,${path}`]);
    await scan();
    expect(found()).toMatchObject([{ genres: ['Jazz'] }]);
    expect(tracks()).toHaveLength(1);
  });

  it('is none of another length', async () => {
    put('Band - Song.wav', 1);
    await scan();
    expect(counts(await importText([HEADER, row('Song', 'Band', 'Rock', ',0:04,,,')]))).toMatchObject({ new: 1 });
    expect(tracks()).toHaveLength(2);
  });

  it('keeps what catalogues tell when its file is read again', async () => {
    put('Band - Song.wav', 1);
    await scan();
    await importText([HEADER, row('Song', 'Band', 'Rock')]);
    const before = tracks();
    await scan(true);
    expect(tracks()).toEqual(before);
    await importText([HEADER, row('Song', 'Band', 'Jazz')], 'second.csv');
    expect(found()).toMatchObject([{ genres: ['Jazz', 'Rock'] }]);
  });

  it('is wanted when its file is gone, and found again when it comes back or comes anew', async () => {
    const path = put('Band - Song.wav', 1);
    await scan();
    await importText([HEADER, row('Song', 'Band', 'Rock', ',0:02,,,Mix')]);
    rmSync(path);
    await scan();
    expect(libraryView(store, []).table.count).toBe(0);
    expect([...catalogueStore(store).withoutAudio(false)]).toMatchObject([{ playlist: 'Mix' }]);
    put('sub - Song.wav', 3);
    put('Band - Song.wav', 2);
    await scan();
    expect([...catalogueStore(store).withoutAudio(false)]).toEqual([]);
    expect(found().map(({ genres }) => genres.join())).toContain('Rock');
    expect(tracks()).toHaveLength(2);
  });

  it('shares what is told with other files of the same recording', async () => {
    put('Band - Song.wav', 1);
    mkdirSync(join(music, 'more'));
    put('more/Band - Song.wav', 2);
    await scan();
    await importText([HEADER, row('Song', 'Band', 'Rock')]);
    expect(found().map(({ genres }) => genres)).toEqual([['Rock'], ['Rock']]);
  });
});
