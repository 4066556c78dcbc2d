import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueTrack } from '../../../src/library/catalogues/catalogue.ts';
import { genreSplitter, uniteNames } from '../../../src/library/catalogues/genre-cells.ts';
import { mergeRows, recordingKeysOf } from '../../../src/library/catalogues/merge.ts';
import { readText, recordings } from './read.ts';

const word = fc.constantFrom('', 'a', 'A', 'á', 'b', 'b c', 'B-C');
const names = fc.array(
  word.filter((name) => name !== ''),
  { maxLength: 4 },
);
const orNull = <T>(values: readonly T[]): fc.Arbitrary<T | null> => fc.constantFrom(null, ...values);

const track: fc.Arbitrary<CatalogueTrack> = fc
  .record({
    title: word,
    artists: names,
    album: word,
    albumArtist: word,
    genres: names.map(uniteNames),
    styles: names.map(uniteNames),
    year: orNull([1990, 2000]),
    bpm: orNull([100, 120.5]),
    key: orNull(['1A', '12B']),
    energy: orNull([0, 0.5]),
    explicit: orNull([true, false]),
    isrc: orNull(['USUG11904206', 'GBUM71604605']),
    lengthMs: orNull([200_000, 200_400]),
    ids: fc.constantFrom(
      [],
      [{ kind: 'deezer', value: '1' }],
      [
        { kind: 'deezer', value: '1' },
        { kind: 'spotify', value: 'x' },
      ],
    ),
  })
  .map((told) => ({ ...told, artist: told.artists.join('; ') }));

describe('rows of the same recording', () => {
  it('merge in any order, any grouping, and twice', () => {
    fc.assert(
      fc.property(track, track, track, (a, b, c) => {
        expect(mergeRows(a, b)).toEqual(mergeRows(b, a));
        expect(mergeRows(mergeRows(a, b), c)).toEqual(mergeRows(a, mergeRows(b, c)));
        expect(mergeRows(a, a)).toEqual(a);
        expect(mergeRows(mergeRows(a, b), b)).toEqual(mergeRows(a, b));
      }),
    );
  });

  it('keep all genres and styles, and the first year', () => {
    fc.assert(
      fc.property(track, track, (a, b) => {
        const merged = mergeRows(a, b);
        expect(merged.genres).toEqual(uniteNames([...a.genres, ...b.genres]));
        expect(merged.year).toBe(a.year === null || b.year === null ? (a.year ?? b.year) : Math.min(a.year, b.year));
      }),
    );
  });

  it('are known by their ids and ISRCs, else by names and length', async () => {
    const { rows } = await readText(
      'title,artist,album,duration,isrc,spotify id,genre\n' +
        'Song,A,One,3:00,US-UG1-19-04206,,Pop\n' +
        'Song - Live,A,Two,3:01,usug11904206,6f807x0ima9a1j3VPbc7VN,Rock\n' +
        'Song,A,Three,3:00,,6f807x0ima9a1j3VPbc7VN,pop\n' +
        'Other,Ä-B,x,200s,,,\n' +
        'OTHER,ab,y,3:20,,,\n' +
        'Other,Ä-B,x,3:22,,,\n' +
        'Intro,,x,1:00,,,\n' +
        'Intro,,y,1:00,,,\n',
    );
    expect(rows.map((row) => recordingKeysOf(row).length)).toEqual([1, 2, 1, 1, 1, 1, 1, 1]);
    expect(recordings(rows).map(({ title, genres, album }) => [title, genres, album])).toEqual([
      ['Song', ['Pop', 'Rock'], 'One'],
      ['OTHER', [], 'x'],
      ['Other', [], 'x'],
      ['Intro', [], 'x'],
      ['Intro', [], 'y'],
    ]);
  });
});

describe('a cell of genres', () => {
  it('is split at semicolons, bars and commas, but not within names', () => {
    const split = genreSplitter(['Folk, World, & Country', 'Rock']);
    expect(split('rock;pop')).toEqual(['pop', 'rock']);
    expect(split('pop, Rock|ROCK')).toEqual(['ROCK', 'pop']);
    expect(split('Folk, World, & Country, Funk / Soul,Blues')).toEqual([
      'Blues',
      'Folk, World, & Country',
      'Funk / Soul',
    ]);
    expect(split('Folk, World')).toEqual(['Folk', 'World']);
    expect(split(' , ;NA|')).toEqual([]);
    expect(split(`${'a,'.repeat(100_000)}b`)).toEqual(['a']);
  });
});
