import { describe, expect, it } from 'vitest';
import { chunks, mapped, readAll, readText } from './read.ts';

const SONG = {
  title: 'Karma "Police"',
  artists: [{ name: 'Radiohead' }],
  album: { name: 'OK Computer' },
  duration_ms: 264_066,
};
const OTHER = {
  title: 'Brackets }]{[',
  artists: [{ name: 'A' }, { name: 'B' }],
  genres: ['Rock', 'Art Rock'],
  explicit: false,
};

describe('JSON', () => {
  it('is read as an array, an object with one, or an object a line, in chunks of any size', async () => {
    const songs = [SONG, OTHER];
    const files: Readonly<Record<string, string>> = {
      array: JSON.stringify(songs),
      indented: JSON.stringify(songs, null, 2),
      object: JSON.stringify({ name: 'My \\"list', count: 2, tracks: songs }),
      'with other lists': JSON.stringify(
        { albums: [{ album: 'x' }], tracks: songs, artists: [{ name: 'y' }] },
        null,
        2,
      ),
      'any list': JSON.stringify({ version: [1, [2]], songs }),
      lines: songs.map((song) => `${JSON.stringify(song)}\n`).join(''),
    };
    for (const [name, text] of Object.entries(files)) {
      for (const size of [1, 5, 1 << 16]) {
        const { kind, rows, problems } = await readAll(chunks(text, size));
        expect([name, kind, problems]).toEqual([name, 'json', []]);
        expect(rows).toMatchObject([
          { row: 1, title: 'Karma "Police"', artist: 'Radiohead', album: 'OK Computer', lengthMs: 264_066 },
          { row: 2, title: 'Brackets }]{[', artists: ['A', 'B'], genres: ['Art Rock', 'Rock'], explicit: false },
        ]);
      }
    }
  });

  it('is mapped by names and the ways to them', async () => {
    const item = {
      added_at: '2020',
      track: {
        name: 'One',
        duration_ms: 200_000,
        artists: [{ name: 'U2' }],
        album: { name: 'Achtung Baby', release_date: '1991-11-18' },
        external_ids: { isrc: 'GBUM71604605' },
        uri: 'spotify:track:6f807x0ima9a1j3VPbc7VN',
      },
    };
    const list = await readText(JSON.stringify({ items: [item] }));
    expect(mapped(list)).toEqual({
      title: 'track.name',
      artist: 'track.artists',
      album: 'track.album.name',
      duration: 'track.duration_ms:ms',
      isrc: 'track.external_ids.isrc',
      year: 'track.album.release_date',
      id: 'track.uri',
    });
    expect(list.rows).toMatchObject([{ title: 'One', artist: 'U2', year: 1991, isrc: 'GBUM71604605', line: 1 }]);
  });

  it('tells of objects that are broken, cut off or without a title, and of their lines', async () => {
    const { rows, problems } = await readText('[{"title":"a"},\n{"title":},\n{"artist":"x"},\n{"title":"b"},\n{"titl');
    expect(rows.map(({ title, line }) => [title, line])).toEqual([
      ['a', 1],
      ['b', 4],
    ]);
    expect(problems.map(({ code, line }) => [code, line]).sort()).toEqual([
      ['json-syntax', 2],
      ['json-syntax', 5],
      ['title-missing', 3],
    ]);
  });

  it('takes names of prototypes for names', async () => {
    const { rows } = await readText('[{"__proto__": {"title": "evil"}, "constructor": "x", "title": "sound"}]');
    expect(rows).toMatchObject([{ title: 'sound' }]);
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it('is refused where it has no objects', async () => {
    for (const text of ['{}', '[]', '[[{"title": "x"}]]', '{"title": "x"']) {
      await expect(readText(text)).rejects.toMatchObject({ code: 'catalogue-not-recognised', exitCode: 2 });
    }
  });
});
